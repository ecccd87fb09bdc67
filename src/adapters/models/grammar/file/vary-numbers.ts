import type { Random } from '../../../../ports/random.ts';
import { numbersIn, withNumbers } from './number-literals.ts';

/** The chance that, after one number, another is changed as well. */
const againChance = 0.5;

/** Orders of magnitude that a step may be smaller than the number it is taken from. */
const magnitudes = 6;

/** The text with one number literal or a few moved; `undefined` where it has none. */
export function varyNumbers(text: string, random: Random): string | undefined {
  const numbers = numbersIn(text);
  if (numbers.length === 0) return undefined;
  const changes = new Map<number, number>();
  do {
    const place = random.below(numbers.length);
    changes.set(place, moved(numbers[place]!.value, random));
  } while (random.float() < againChance);
  return withNumbers(text, changes);
}

/** A whole number stays whole; others move by a share of themselves, of any order of magnitude. */
function moved(value: number, random: Random): number {
  const reach = 10 ** (-magnitudes * random.float());
  const sign = random.below(2) === 0 ? -1 : 1;
  if (Number.isInteger(value)) {
    return value + sign * Math.max(1, Math.round(Math.abs(value) * reach * random.float()));
  }
  const next = value + sign * (Math.abs(value) || 1) * reach * random.float();
  return Number(next.toPrecision(15));
}
