import type { Example } from '../../../domain/function.ts';
import { keyOf } from './check-examples.ts';

/** As many examples make it worth keeping some apart unasked. */
const examplesLeast = 8;
const usualFraction = 0.25;

export interface HeldOut {
  readonly visible: readonly Example[];
  readonly heldOut: readonly Example[];
}

/**
 * Keeps a fraction of the examples apart: one from each of as many equal stretches of the list, at
 * a place in it that wanders, so that neither the order of the list nor a period in it decides
 * what is hidden. Cases given twice count once. The same list is always divided the same way.
 */
export function holdOut(examples: readonly Example[], fraction: number | undefined): HeldOut {
  const distinct = [...new Map(examples.map((example) => [keyOf(example.args), example])).values()];
  const share = fraction ?? (distinct.length >= examplesLeast ? usualFraction : 0);
  const count = Math.min(Math.round(distinct.length * share), distinct.length - 1);
  if (count <= 0) return { visible: distinct, heldOut: [] };
  const hidden = new Set<number>();
  for (let stretch = 0; stretch < count; stretch++) {
    const from = Math.floor((stretch * distinct.length) / count);
    const to = Math.floor(((stretch + 1) * distinct.length) / count);
    hidden.add(from + ((stretch * 5 + 1) % (to - from)));
  }
  return {
    visible: distinct.filter((_, index) => !hidden.has(index)),
    heldOut: distinct.filter((_, index) => hidden.has(index)),
  };
}
