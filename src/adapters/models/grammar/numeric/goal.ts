import { call, literal } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import {
  numberAcos,
  numberAdd,
  numberAsin,
  numberDivide,
  numberExp,
  numberLog,
  numberMultiply,
  numberNegate,
  numberSqrt,
  numberSquare,
  numberSubtract,
  numberTanh,
} from '../language/operators/number.ts';
import type { Admission } from './admission.ts';
import type { FitTarget } from './linear.ts';

const one = literal(1, 'integer');

/** A function of what is looked for, which can be undone once a program for it is found. */
export interface Mapping {
  /** The kernel's number for it. */
  readonly opcode: number;
  readonly apply: (value: number) => number;
  /** The programs y for which `apply(y)` is `part`. */
  readonly undo: (part: Expression) => readonly Expression[];
}

const mapping = (
  opcode: number,
  apply: (value: number) => number,
  undo: (part: Expression) => Expression | readonly Expression[],
): Mapping => ({ opcode, apply, undo: (part) => [undo(part)].flat() });

export const mappings = {
  square: mapping(
    35,
    (y) => y * y,
    (part) => [call(numberSqrt, part), call(numberNegate, call(numberSqrt, part))],
  ),
  squareRoot: mapping(34, Math.sqrt, (part) => call(numberSquare, part)),
  logarithm: mapping(40, Math.log, (part) => call(numberExp, part)),
  exponential: mapping(39, Math.exp, (part) => call(numberLog, part)),
  inverse: mapping(
    36,
    (y) => 1 / y,
    (part) => call(numberDivide, one, part),
  ),
  sine: mapping(37, Math.sin, (part) => call(numberAsin, part)),
  cosine: mapping(38, Math.cos, (part) => call(numberAcos, part)),
  logarithmOfSuccessor: mapping(
    54,
    (y) => Math.log(y + 1),
    (part) => call(numberSubtract, call(numberExp, part), one),
  ),
  logarithmOfPredecessor: mapping(
    55,
    (y) => Math.log(y - 1),
    (part) => call(numberAdd, call(numberExp, part), one),
  ),
  logarithmOfRest: mapping(
    56,
    (y) => Math.log(1 - y),
    (part) => call(numberSubtract, one, call(numberExp, part)),
  ),
  hyperbolicAngle: mapping(57, Math.atanh, (part) => call(numberTanh, part)),
} as const;

/** What is asked for in the target's place. */
export const baseMappings: readonly Mapping[] = [
  mappings.square,
  mappings.inverse,
  mappings.squareRoot,
  mappings.logarithm,
  mappings.exponential,
  mappings.sine,
  mappings.cosine,
  mappings.hyperbolicAngle,
  mappings.logarithmOfSuccessor,
  mappings.logarithmOfPredecessor,
  mappings.logarithmOfRest,
];

/** What is asked for in the place of a goal's part. */
export const restMappings: readonly Mapping[] = [
  mappings.square,
  mappings.squareRoot,
  mappings.logarithm,
  mappings.exponential,
  mappings.inverse,
  mappings.logarithmOfSuccessor,
  mappings.logarithmOfPredecessor,
  mappings.logarithmOfRest,
  mappings.hyperbolicAngle,
];

/** A way to part a goal by a known program f; the index is the kernel's number for it. */
interface Parting {
  readonly apply: (goal: number, f: number) => number;
  readonly undo: (part: Expression, f: Expression) => Expression;
}

export const partings: readonly Parting[] = [
  { apply: (goal, f) => goal - f, undo: (part, f) => call(numberAdd, part, f) },
  { apply: (goal, f) => goal / f, undo: (part, f) => call(numberMultiply, part, f) },
  { apply: (goal, f) => goal * f, undo: (part, f) => call(numberDivide, part, f) },
  { apply: (goal, f) => f / goal, undo: (part, f) => call(numberDivide, f, part) },
];

/**
 * Something to look for instead of the target itself: whenever a program for it is found,
 * `restore` makes programs for the target of it.
 */
export class Goal implements FitTarget {
  readonly target: Float64Array;
  readonly isRounded: boolean;
  readonly restore: (part: Expression) => readonly Expression[];
  readonly #admission: Admission;
  readonly #spread: number;

  private constructor(
    admission: Admission,
    target: Float64Array,
    restore: (part: Expression) => readonly Expression[],
    isRounded = false,
  ) {
    this.#admission = admission;
    this.target = target;
    this.restore = restore;
    this.isRounded = isRounded;
    const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
    this.#spread =
      target.reduce((sum, value) => sum + (value - mean) ** 2, 0) ||
      target.length * Math.max(Number.MIN_VALUE, mean * mean);
  }

  /** The target itself. */
  static of(admission: Admission): Goal {
    return new Goal(admission, admission.target, (part) => [part], admission.isRounded);
  }

  mapped({ apply, undo }: Mapping): Goal {
    return new Goal(this.#admission, this.target.map(apply), (part) =>
      undo(part).flatMap(this.restore),
    );
  }

  parted(way: number, f: Expression): Goal {
    const { apply, undo } = partings[way]!;
    const values = this.values(f);
    return new Goal(
      this.#admission,
      this.target.map((value, at) => apply(value, values[at]!)),
      (part) => this.restore(undo(part, f)),
    );
  }

  /** Whether it is a finite number everywhere. */
  get isDefined(): boolean {
    return this.target.every(Number.isFinite);
  }

  values(program: Expression): Float64Array {
    return this.#admission.values(program);
  }

  distanceOf(values: Float64Array): number {
    let squares = 0;
    for (let at = 0; at < values.length; at++)
      squares += (this.#shown(values[at]!) - this.target[at]!) ** 2;
    return Math.sqrt(squares / this.#spread);
  }

  #shown(value: number): number {
    return this.isRounded ? Math.round(value) : value;
  }
}
