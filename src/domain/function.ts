import type { Value, ValueType } from './value.ts';

/** A parameter of the function that is looked for. `type` is any TypeScript type. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
}

/** The head of the function that is looked for, in the words of TypeScript. */
export interface Signature {
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly returns: string;
}

/** A signature whose types are all values that can cross to a candidate as data. */
export interface ValueSignature {
  readonly name: string;
  readonly params: readonly { readonly name: string; readonly type: ValueType }[];
  readonly returns: ValueType;
}

/**
 * What is true of the function whatever it is called with: JavaScript of a predicate over the
 * function and the arguments of one call, such as `(f, x) => f(x) >= x`. It only ever runs where
 * candidates do.
 */
export interface Property {
  readonly name: string;
  readonly source: string;
}

/** One case: the arguments in the order of the parameters, and what the function returns. */
export interface Example {
  readonly args: readonly Value[];
  readonly result: Value;
}
