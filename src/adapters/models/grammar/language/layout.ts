/**
 * Text that knows where it may break into lines, after Wadler's "A prettier printer" (2003).
 *
 * - `line` is `flat` while its group fits on the line, and a line break otherwise.
 * - `indent` moves the lines that start inside it two columns to the right.
 * - `group` breaks all of its own lines or none; one that is `apart` breaks them wherever the
 *   width has an end.
 * - `choice` is the first option flat where that fits, else the first of the others whose first
 *   line fits, else the last.
 * - `fill` puts as many words on each line as fit.
 * - `ifBroken` is printed only where the enclosing group breaks.
 */
export type Layout =
  | string
  | readonly Layout[]
  | { readonly kind: 'line'; readonly flat: string }
  | { readonly kind: 'indent'; readonly content: Layout }
  | { readonly kind: 'group'; readonly content: Layout; readonly apart?: boolean }
  | { readonly kind: 'fill'; readonly words: readonly string[] }
  | { readonly kind: 'choice'; readonly options: readonly Layout[] }
  | { readonly kind: 'ifBroken'; readonly content: string };

export const line: Layout = { kind: 'line', flat: ' ' };
export const softLine: Layout = { kind: 'line', flat: '' };
export const indent = (...content: readonly Layout[]): Layout => ({ kind: 'indent', content });
export const group = (...content: readonly Layout[]): Layout => ({ kind: 'group', content });
export const choice = (...options: readonly Layout[]): Layout => ({ kind: 'choice', options });
export const groupApart = (...content: readonly Layout[]): Layout => ({
  kind: 'group',
  content,
  apart: true,
});
export const fill = (words: readonly string[]): Layout => ({ kind: 'fill', words });
export const ifBroken = (content: string): Layout => ({ kind: 'ifBroken', content });

/** The items with a separator, which ends a line, between them. */
export const separated = (items: readonly Layout[], separator: string): Layout =>
  items.map((item, index) => (index === 0 ? item : [separator, line, item]));

/** Something to lay out at an indentation, either on one line or broken. */
interface Task {
  readonly column: number;
  readonly broken: boolean;
  readonly layout: Layout;
}

/** Whether `first` fits on one line of `room` columns with all that must follow it there. */
function fits(first: Task, following: readonly Task[], room: number): boolean {
  const stack = [first];
  let next = following.length;
  let left = room;
  while (left >= 0) {
    const task = stack.pop() ?? following[--next];
    if (task === undefined) return true;
    const { layout } = task;
    if (typeof layout === 'string') left -= layout.length;
    else if (isList(layout)) pushAll(stack, task, layout);
    else if (layout.kind === 'line') {
      if (task.broken) return true;
      left -= layout.flat.length;
    } else if (layout.kind === 'fill') {
      left -= layout.words.join(' ').length;
    } else if (layout.kind === 'choice') {
      stack.push({ ...task, layout: layout.options.at(task.broken ? -1 : 0)! });
    } else if (layout.kind === 'ifBroken') left -= task.broken ? layout.content.length : 0;
    else if (isApart(layout, room) && !task.broken) return false;
    else stack.push({ ...task, layout: layout.content });
  }
  return false;
}

/** The text in lines of at most `width` columns where the break points allow it. */
export function layOut(layout: Layout, width: number): string {
  const stack: Task[] = [{ column: 0, broken: true, layout }];
  let text = '';
  let used = 0;
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const { layout: current, column, broken } = task;
    if (typeof current === 'string') {
      text += current;
      used += current.length;
    } else if (isList(current)) pushAll(stack, task, current);
    else if (current.kind === 'line') {
      text += broken ? `\n${' '.repeat(column)}` : current.flat;
      used = broken ? column : used + current.flat.length;
    } else if (current.kind === 'fill') {
      for (const [index, word] of current.words.entries()) {
        const next = used + 1 + word.length;
        const isNewLine = index > 0 && next >= width;
        const gap = index === 0 ? '' : isNewLine ? `\n${' '.repeat(column)}` : ' ';
        text += gap + word;
        used = isNewLine ? column + word.length : used + gap.length + word.length;
      }
    } else if (current.kind === 'ifBroken') {
      if (broken) stack.push({ ...task, layout: current.content });
    } else if (current.kind === 'indent') {
      stack.push({ column: column + 2, broken, layout: current.content });
    } else {
      const options = current.kind === 'choice' ? current.options : [current.content];
      const isForced = isApart(current, width) && broken;
      stack.push(
        isForced
          ? { ...task, layout: options[0]! }
          : firstThatFits(options, task, stack, width - used),
      );
    }
  }
  return text;
}

function firstThatFits(
  options: readonly Layout[],
  task: Task,
  following: readonly Task[],
  room: number,
): Task {
  const flat = { ...task, broken: false, layout: options[0]! };
  if (!task.broken || fits(flat, following, room)) return flat;
  const broken = options.slice(1).map((layout) => ({ ...task, layout }));
  const found = broken.find((option) => fits(option, following, room));
  return found ?? { ...task, layout: options.at(-1)! };
}

/** The text without any line break. */
export function onOneLine(layout: Layout): string {
  return layOut(group(layout), Infinity);
}

function isApart(layout: Layout, room: number): boolean {
  return typeof layout === 'object' && 'apart' in layout && Number.isFinite(room);
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}

function pushAll(stack: Task[], task: Task, layouts: readonly Layout[]): void {
  for (let index = layouts.length - 1; index >= 0; index -= 1) {
    stack.push({ ...task, layout: layouts[index]! });
  }
}
