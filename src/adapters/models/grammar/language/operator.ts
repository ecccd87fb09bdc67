import type { Value, ValueType } from '../../../../domain/value.ts';

/** The type of an operator's argument: a value, or a function of values (a lambda goes there). */
export type ArgumentType = ValueType | FunctionType;

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly result: ValueType;
  /** What the parameters are called in print, where the names by type would say too little. */
  readonly names?: readonly string[];
}

/** Whether a value of type `type` may stand where `wanted` is asked for: integers are numbers. */
export function isUsableAs(type: ValueType, wanted: ValueType): boolean {
  return type === wanted || type.replace('integer', 'number') === wanted;
}

/** What an operator is applied to at run time: values, and functions where a lambda stands. */
export type Argument = Value | ((...args: Value[]) => Value);

/**
 * How a call is written in TypeScript. Precedences are those of the ECMAScript grammar as MDN
 * numbers them: 17 member access and calls, 14 unary, 13 `**`, 12 `*`, 11 `+`, 10 shifts,
 * 9 comparisons, 8 equality, 7 `&`, 6 `^`, 5 `|`, 4 `&&`, 3 `||` and `??`, 2 `?:` and arrows.
 */
export type Notation =
  | {
      readonly kind: 'infix';
      readonly symbol: string;
      readonly precedence: number;
      /** `a - (b - c)` needs its parentheses, `a + (b + c)` does not. */
      readonly associative: boolean;
    }
  | { readonly kind: 'prefix'; readonly symbol: string }
  /** `Math.max(a, b)`; nested calls of a variadic function are printed as one. */
  | { readonly kind: 'call'; readonly name: string; readonly variadic?: boolean }
  /** `a.slice(b, c)`: the first argument is the receiver. */
  | { readonly kind: 'method'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string }
  /** `a ? b : c` */
  | { readonly kind: 'conditional' }
  /**
   * Anything else: `$0`, `$1`, … stand for the arguments; each hole is parenthesised when its
   * content binds weaker than `holes[i]`. Example: `$0[$1] ?? 0`.
   */
  | {
      readonly kind: 'template';
      readonly text: string;
      readonly precedence: number;
      readonly holes: readonly number[];
    };

/**
 * One production of the language. `apply` is the meaning, and `notation` must print TypeScript
 * that means the same for every argument: operators are pure and total, so that any expression
 * is safe to run (a property test holds the two together).
 */
export interface Operator {
  /** Unique, stable: it is stored in ledgers and priors. */
  readonly id: string;
  readonly params: readonly ArgumentType[];
  readonly result: ValueType;
  /** What one use costs in a cost-ordered search; 1 is the price of a parameter. */
  readonly cost: number;
  /** Swapping the two first arguments changes nothing. */
  readonly commutative?: boolean;
  readonly apply: (...args: never[]) => Value;
  readonly notation: Notation;
  /** A shorter notation for calls whose literal arguments make a guard needless. */
  readonly simpler?: SimplerNotation;
  /** What a result is called where the printer gives it a name: `sum`, `parts`. */
  readonly noun?: string;
}

/** Means the same as the operator's `notation` for calls that `when` accepts. */
export interface SimplerNotation {
  /** Sees the value of each argument that is a literal, `undefined` for the others. */
  readonly when: (literals: readonly (Value | undefined)[]) => boolean;
  readonly notation: Notation;
}

type OperatorExtras = Partial<Pick<Operator, 'commutative' | 'simpler' | 'noun'>>;

/** An operator on one line of a table. */
export function operator(
  id: string,
  params: readonly ArgumentType[],
  result: ValueType,
  cost: number,
  notation: Notation,
  apply: Operator['apply'],
  extras: OperatorExtras = {},
): Operator {
  return { id, params, result, cost, notation, apply, ...extras };
}
