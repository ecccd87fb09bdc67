import { partsOf, type Value } from './value.ts';

/** Digits, and characters, that one token holds. */
const digitsPerToken = 2;
const charactersPerToken = 3;

/**
 * The digits of a number without the zeros at either end: 1 of 100 and of 0.01, 3 of 4.89. Where
 * its decimal point stands says little.
 */
export function significantDigits(value: number): number {
  if (!Number.isFinite(value)) return 1;
  const [digits] = String(Math.abs(value)).split('e');
  return digits!.replace('.', '').replace(/^0+|0+$/g, '').length || 1;
}

/**
 * How many tokens a literal is worth, at least one: what is known by heart counts by its length,
 * so that a fitted 4.9006459 is not as short as a 5. A list counts its items.
 */
export function literalTokens(value: Value): number {
  if (typeof value === 'number') return Math.ceil(significantDigits(value) / digitsPerToken);
  if (typeof value === 'string') return Math.max(1, Math.ceil(value.length / charactersPerToken));
  if (typeof value === 'boolean' || value === null) return 1;
  return partsOf(value).reduce<number>((sum, item) => sum + literalTokens(item), 0);
}
