/** A set of at most 64 cases, as two halves of 32 bits. */
export interface CaseSet {
  readonly low: number;
  readonly high: number;
}

export const firstCases = (count: number): CaseSet => ({
  low: count >= 32 ? -1 : (1 << count) - 1,
  high: count <= 32 ? 0 : count === 64 ? -1 : (1 << (count - 32)) - 1,
});

export const both = (left: CaseSet, right: CaseSet): CaseSet => ({
  low: left.low & right.low,
  high: left.high & right.high,
});

export const without = (left: CaseSet, right: CaseSet): CaseSet => ({
  low: left.low & ~right.low,
  high: left.high & ~right.high,
});

export const isEmpty = ({ low, high }: CaseSet): boolean => (low | high) === 0;

export const includes = (whole: CaseSet, part: CaseSet): boolean =>
  (part.low & ~whole.low) === 0 && (part.high & ~whole.high) === 0;

export const keyOfSet = ({ low, high }: CaseSet): string => `${low}:${high}`;

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export const sizeOf = ({ low, high }: CaseSet): number => bitCount(low) + bitCount(high);

/** The cases for which `holds` is true. */
export function casesWhere(count: number, holds: (at: number) => boolean): CaseSet {
  let [low, high] = [0, 0];
  for (let at = 0; at < count; at++) {
    if (!holds(at)) continue;
    if (at < 32) low |= 1 << at;
    else high |= 1 << (at - 32);
  }
  return { low, high };
}
