import { compile } from '../language/compile.ts';
import { call, children, literal, parameter, withChildren } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import { numberAdd, numberMultiply } from '../language/operators/number.ts';
import { valueOf, written } from './constant.ts';
import type { Constant } from './constant.ts';
import type { Arithmetic } from './arithmetic.ts';

/** Functions whose argument may want a factor, a shift, or both. */
const scaled = new Set(['number.exp', 'number.sin', 'number.cos', 'number.tanh', 'number.tan']);
const shifted = new Set(['number.sin', 'number.cos', 'number.log', 'number.sqrt', 'number.tanh']);

/** A program with holes for constants. A hole is a parameter beyond the function's own. */
export class Skeleton {
  readonly #body: Expression;
  readonly #parameterCount: number;
  /** Where a search for the constants may start. */
  readonly start: Float64Array;
  readonly #run: (...args: number[]) => number;

  private constructor(body: Expression, parameterCount: number, start: readonly number[]) {
    this.#body = body;
    this.#parameterCount = parameterCount;
    this.start = Float64Array.from(start);
    this.#run = compile(body, parameterCount + start.length) as (...args: number[]) => number;
  }

  /** The program with a hole in the place of each of its literals. */
  static ofLiterals(program: Expression, parameterCount: number): Skeleton {
    const start: number[] = [];
    const open = (part: Expression): Expression => {
      if (part.kind === 'literal' && typeof part.value === 'number') {
        return hole(parameterCount, start, part.value);
      }
      return withChildren(part, children(part).map(open));
    };
    return new Skeleton(open(program), parameterCount, start);
  }

  /**
   * a · program + b, with a factor and a shift within each function that may want them, and a
   * shift under each fraction.
   */
  static ofShape(program: Expression, parameterCount: number): Skeleton {
    const start: number[] = [];
    const factor = (part: Expression) => call(numberMultiply, hole(parameterCount, start, 1), part);
    const shift = (part: Expression) => call(numberAdd, part, hole(parameterCount, start, 0));
    const open = (part: Expression): Expression => {
      if (part.kind !== 'call') return part;
      const { id } = part.operator;
      const parts = part.args.map(open);
      if (scaled.has(id)) parts[0] = factor(parts[0]!);
      if (shifted.has(id)) parts[0] = shift(parts[0]!);
      if (id === 'number.divide') parts[1] = shift(parts[1]!);
      return withChildren(part, parts);
    };
    return new Skeleton(shift(factor(open(program))), parameterCount, start);
  }

  /** Its value with these constants. */
  run(args: readonly number[], constants: Float64Array): number {
    return this.#run(...args, ...constants);
  }

  /** The program with the holes filled. */
  filled(constants: readonly Constant[], arithmetic: Arithmetic): Expression {
    const fill = (part: Expression): Expression => {
      if (part.kind !== 'parameter' || part.index < this.#parameterCount) {
        return withChildren(part, children(part).map(fill));
      }
      const constant = constants[part.index - this.#parameterCount]!;
      const value = valueOf(constant);
      return value === 0 ? literal(0, 'integer') : written(constant, arithmetic);
    };
    return fill(this.#body);
  }
}

function hole(parameterCount: number, start: number[], value: number): Expression {
  start.push(value);
  return parameter(parameterCount + start.length - 1, 'number');
}
