import type { PageData } from '../page-data.ts';

/** What the page was made of. */
export const data = JSON.parse(
  document.querySelector('#page-data')?.textContent ?? '{}',
) as PageData;

/** All elements of one kind within `root` that a selector finds. */
export const all = <E extends Element>(
  kind: abstract new () => E,
  selector: string,
  root: ParentNode = document,
): readonly E[] =>
  [...root.querySelectorAll(selector)].filter((found): found is E => found instanceof kind);

/** An element with its class and children; text becomes text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}
