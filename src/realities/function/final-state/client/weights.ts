import { highlightLines, indentClass, printed } from '../highlight.ts';
import type { SurvivorView } from '../page-data.ts';
import { chooseDiverse, rankBy, type Weighted } from '../rank.ts';
import { measured, measureName, precise } from '../wording.ts';
import { all, data, element } from './page.ts';

/** Source text in colours, as elements. */
export function codeElement(source: string): HTMLElement {
  const lines = highlightLines(source.trimEnd()).map(({ tokens, indent }) =>
    element(
      'span',
      indentClass(indent),
      ...tokens.map((token) =>
        token.kind === 'plain' ? token.text : element('span', `t-${token.kind}`, printed(token)),
      ),
    ),
  );
  const block = element('pre', '', element('code', '', ...lines));
  block.tabIndex = 0;
  return block;
}

/** The rank that a survivor has in the shortlist, as a badge; an empty one for all others. */
export function badge(survivor: SurvivorView): HTMLElement {
  const rank = data.finalists.find(({ id }) => id === survivor.id)?.rank;
  return element(
    'span',
    rank === undefined ? 'rank other' : 'rank',
    rank === undefined ? '' : String(rank),
  );
}

/** `size 11 · median 41 ns` */
export function measuresLine(survivor: SurvivorView): string {
  return Object.entries(survivor.measures)
    .filter(([name]) => !/(?:Low|High)$/.test(name))
    .map(([name, value]) => {
      const { words, unit } = measureName(name);
      return `${words} ${name === 'score' ? precise(value) : measured(value)}${unit === '' ? '' : ` ${unit}`}`;
    })
    .join(' · ');
}

const shortlist = (): readonly SurvivorView[] =>
  data.finalists.flatMap(({ id }) => data.survivors.filter((survivor) => survivor.id === id));

/** Wires the sliders: every move ranks all survivors on record anew. */
export function startWeights(): void {
  const [form] = all(HTMLFormElement, '[data-weights]');
  const [list] = all(HTMLElement, '[data-ranked]');
  const [note] = all(HTMLElement, '[data-ranked-note]');
  const [reset] = all(HTMLButtonElement, '[data-reset]');
  if (form === undefined || list === undefined || reset === undefined) return;
  const sliders = all(HTMLInputElement, '[data-weight]', form);
  const isMoved = () => sliders.some((slider) => slider.value !== slider.dataset['initial']);
  const weighted = (): readonly Weighted[] =>
    data.objectives.map((objective, index) => ({
      ...objective,
      weight: Number(sliders[index]?.value ?? 0),
    }));

  const update = () => {
    for (const slider of sliders) {
      slider.parentElement
        ?.querySelector('output')
        ?.replaceChildren(Number(slider.value).toFixed(2));
    }
    const ranked = rankBy(data.survivors, weighted());
    const utilities = new Map(ranked.map(({ survivor, utility }) => [survivor.id, utility]));
    const chosen = isMoved()
      ? chooseDiverse(ranked, 3).map(({ survivor }) => survivor)
      : shortlist();
    list.replaceChildren(
      ...chosen.map((survivor) => {
        const utility = (utilities.get(survivor.id) ?? 0).toFixed(2);
        const line = element('p', 'note', `${measuresLine(survivor)} · worth ${utility}`);
        return element(
          'li',
          '',
          badge(survivor),
          element('div', '', codeElement(survivor.source), line),
        );
      }),
    );
    const kept = chosen.filter(({ id }) => data.finalists.some((finalist) => finalist.id === id));
    note?.replaceChildren(
      isMoved()
        ? `${kept.length} of these ${chosen.length} are in the shortlist.`
        : 'The shortlist as it is.',
    );
    reset.disabled = !isMoved();
  };
  form.addEventListener('input', update);
  reset.addEventListener('click', () => {
    for (const slider of sliders) slider.value = slider.dataset['initial'] ?? '0';
    update();
  });
  update();
}
