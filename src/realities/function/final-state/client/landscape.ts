import { all, data, element } from './page.ts';
import { badge, codeElement, measuresLine } from './weights.ts';

const codesMost = 4;

const markOf = ({ target }: Event): SVGElement | null =>
  target instanceof Element ? target.closest<SVGElement>('[data-members]') : null;

/** Wires the survivors of the scatter chart: pointing shows their code, a click keeps it. */
export function startLandscape(): void {
  const [figure] = all(HTMLElement, '[data-landscape]');
  const [picked] = all(HTMLElement, '[data-picked]');
  if (figure === undefined || picked === undefined) return;
  let kept: Element | undefined;
  const show = (mark: SVGElement) => {
    const members = (mark.dataset['members'] ?? '').split(' ').map(Number);
    const survivors = members.flatMap((index) => data.survivors[index] ?? []);
    const rest = survivors.length - codesMost;
    picked.replaceChildren(
      ...survivors
        .slice(0, codesMost)
        .map((survivor) =>
          element(
            'div',
            'picked-one',
            badge(survivor),
            element(
              'div',
              '',
              codeElement(survivor.source),
              element('p', 'note', measuresLine(survivor)),
            ),
          ),
        ),
      ...(rest > 0 ? [element('p', 'note', `and ${rest} more on the same spot`)] : []),
    );
    for (const other of all(SVGElement, '.shown', figure)) other.classList.remove('shown');
    mark.classList.add('shown');
  };
  figure.addEventListener('pointerover', (event) => {
    const mark = markOf(event);
    if (mark !== null && kept === undefined) show(mark);
  });
  figure.addEventListener('click', (event) => {
    const mark = markOf(event);
    if (mark === null) return;
    kept = kept === mark ? undefined : mark;
    show(mark);
  });
}
