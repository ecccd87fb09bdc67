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
  /** The price of one use in the cost-ordered search, in halves: 1 is the price of a parameter. */
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
  return {
    id: operator.id,
    params: operator.params as readonly ValueType[],
    result: operator.result,
    cost,
    commutative: operator.commutative === true,
    apply: spread(operator.apply as (...args: readonly Value[]) => Value, operator.params.length),
    build: (args) => call(operator, ...args),
  };
}

/** The engine's innermost call: an explicit argument list is several times faster than a spread. */
function spread(
  apply: (...args: readonly Value[]) => Value,
  arity: number,
): (args: readonly Value[]) => Value {
  if (arity === 1) return (args) => apply(args[0]!);
  if (arity === 2) return (args) => apply(args[0]!, args[1]!);
  return (args) => apply(...args);
}
