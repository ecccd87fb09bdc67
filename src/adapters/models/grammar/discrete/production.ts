import type { Value, ValueType } from '../../../../domain/value.ts';
import { call, type Expression } from '../language/expression.ts';
import type { Operator } from '../language/operator.ts';

/**
 * One way for the discrete engine to make a value of other values. It takes values only: whatever
 * functions an expression holds (`map (x => x * k)`) are inside, with captured scalars as plain
 * parameters (`k`), so that the engine knows nothing of lambdas.
 */
export interface Production {
  /** Unique among the productions of one problem. */
  readonly id: string;
  /** None for a leaf, three at most. */
  readonly params: readonly ValueType[];
  readonly result: ValueType;
  /** A whole number from 1: the price of one use in the cost-ordered search. */
  readonly cost: number;
  /** Swapping the two first arguments changes nothing. */
  readonly commutative?: boolean;
  /**
   * The value for `args`, which the engine reuses: keep no reference to the array itself.
   * `undefined` where the engine should not go on with it (too large, or of no use).
   */
  readonly apply: (args: readonly Value[]) => Value | undefined;
  /** The expression that means `apply`, for expressions of the parameters' types. */
  readonly build: (args: readonly Expression[]) => Expression;
}

/** An operator of the language whose arguments are all values, as a production. */
export function productionOf(operator: Operator, cost = operator.cost): Production {
  const apply = operator.apply as (...args: readonly Value[]) => Value;
  return {
    id: operator.id,
    params: operator.params as readonly ValueType[],
    result: operator.result,
    cost,
    commutative: operator.commutative === true,
    apply: (args) => apply(...args),
    build: (args) => call(operator, ...args),
  };
}
