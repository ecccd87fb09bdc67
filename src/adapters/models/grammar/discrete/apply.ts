import type { Value, ValueType } from '../../../../domain/value.ts';
import type { ValueTable } from './values.ts';
import type { Variant } from './vocabulary.ts';

/** The number of no value. */
export const none = -1;

/** Runs productions on values that are known by their numbers. */
export class Applier {
  readonly #values: ValueTable;
  /** Lists of arguments that are used again, by their length. */
  readonly #arguments: readonly Value[][] = [[], [0], [0, 0], [0, 0, 0]];

  constructor(values: ValueTable) {
    this.#values = values;
  }

  /** The number of the result, or `none`; `a` and `b` are `none` where there are fewer arguments. */
  apply(variant: Variant, a: number, b: number, x: number): number {
    const values = this.#values;
    const args = this.#arguments[variant.params.length]!;
    if (a < 0) args[0] = values.valueOf(x);
    else {
      args[0] = values.valueOf(a);
      if (b < 0) args[1] = values.valueOf(x);
      else {
        args[1] = values.valueOf(b);
        args[2] = values.valueOf(x);
      }
    }
    const value = variant.production.apply(args);
    if (
      value === undefined ||
      (typeof value === 'number' && !fits(value, variant.production.result))
    )
      return none;
    return values.intern(value);
  }
}

/** Whole numbers that a double no longer holds exactly are of no use. */
function fits(value: number, type: ValueType): boolean {
  return type !== 'integer' || Number.isSafeInteger(value);
}
