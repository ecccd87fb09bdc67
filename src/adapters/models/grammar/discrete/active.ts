import type { Example } from '../../../../domain/function.ts';
import { partsOf, type Value } from '../../../../domain/value.ts';

/** Columns are masks of 31 bits at most; beyond this many a column costs more than it tells. */
export const mostActive = 24;

/**
 * A few examples that stand for all: columns stay short, and an example that a program fails is
 * added later. One of each shape comes first, in the order given.
 */
export function chooseActive(examples: readonly Example[], count: number): number[] {
  const distinct = new Map<string, number>();
  for (const [index, example] of examples.entries()) {
    const key = JSON.stringify(example.args);
    if (!distinct.has(key)) distinct.set(key, index);
  }
  const shapes = new Map<string, number[]>();
  for (const index of distinct.values()) {
    const example = examples[index]!;
    const shape = [...example.args, example.result].map(shapeOf).join('|');
    shapes.set(shape, [...(shapes.get(shape) ?? []), index]);
  }
  const rounds = [...shapes.values()].flatMap((group) =>
    group.map((index, round) => ({ index, round })),
  );
  rounds.sort((left, right) => left.round - right.round || left.index - right.index);
  return rounds.slice(0, count).map(({ index }) => index);
}

/** What kind of characters, signs or items a value is made of. */
function shapeOf(value: Value): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isNaN(value) ? 'n' : String(Math.sign(value));
  if (typeof value !== 'string') return `[${Math.min(partsOf(value).length, 3)}]`;
  return value
    .replace(/[a-z]+/g, 'a')
    .replace(/[A-Z]+/g, 'A')
    .replace(/[0-9]+/g, '0');
}
