import { call, literal } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import {
  integerEqual,
  integerIf,
  integerLess,
  integerLessOrEqual,
  integerModulo,
} from '../language/operators/integer.ts';
import {
  numberEqual,
  numberIf,
  numberLess,
  numberLessOrEqual,
} from '../language/operators/number.ts';
import { casesWhere, isEmpty, keyOfSet, without } from './cover.ts';
import type { CaseSet } from './cover.ts';

/** A program with its values on the cases. */
export interface Valued {
  readonly expression: Expression;
  readonly values: Float64Array;
}

/** A boolean program, and the cases for which it is true. */
export interface Condition {
  readonly expression: Expression;
  readonly cases: CaseSet;
}

const areIntegers = (...args: readonly Expression[]) =>
  args.every((argument) => argument.type === 'integer');

const less = (left: Expression, right: Expression) =>
  call(areIntegers(left, right) ? integerLess : numberLess, left, right);

const lessOrEqual = (left: Expression, right: Expression) =>
  call(areIntegers(left, right) ? integerLessOrEqual : numberLessOrEqual, left, right);

const equal = (left: Expression, right: Expression) =>
  call(areIntegers(left, right) ? integerEqual : numberEqual, left, right);

/** `condition ? chosen : otherwise` */
export const choice = (condition: Expression, chosen: Expression, otherwise: Expression) =>
  call(areIntegers(chosen, otherwise) ? integerIf : numberIf, condition, chosen, otherwise);

const numeral = (value: number) => literal(value, Number.isInteger(value) ? 'integer' : 'number');

/** The number with the fewest digits in [low, high]. */
export function roundestBetween(low: number, high: number): number {
  if (low <= 0 && high >= 0) return 0;
  if (high < 0) return -roundestBetween(-high, -low);
  for (let power = Math.floor(Math.log10(high)); power > -17; power--) {
    const step = Number(`1e${power}`);
    for (const unit of [5, 1]) {
      const candidate = Number((Math.ceil(low / (unit * step)) * unit * step).toPrecision(15));
      if (candidate >= low && candidate <= high) return candidate;
    }
  }
  return high;
}

/** A comparison with a literal for each gap between the values of a program. */
function* thresholds({ expression, values }: Valued): Iterable<Condition> {
  const sorted = [...new Set(values)].filter(Number.isFinite).toSorted((a, b) => a - b);
  for (let at = 1; at < sorted.length; at++) {
    const [low, high] = [sorted[at - 1]!, sorted[at]!];
    const bound = roundestBetween(low, high);
    const isBelow = bound === low;
    yield {
      expression: (isBelow ? lessOrEqual : less)(expression, numeral(bound)),
      cases: casesWhere(values.length, (each) =>
        isBelow ? values[each]! <= bound : values[each]! < bound,
      ),
    };
  }
}

function* equalities({ expression, values }: Valued): Iterable<Condition> {
  for (const value of new Set(values)) {
    if (!Number.isInteger(value)) continue;
    yield {
      expression: equal(expression, numeral(value)),
      cases: casesWhere(values.length, (at) => values[at] === value),
    };
  }
}

function* comparisons(left: Valued, right: Valued): Iterable<Condition> {
  const count = left.values.length;
  yield {
    expression: less(left.expression, right.expression),
    cases: casesWhere(count, (at) => left.values[at]! < right.values[at]!),
  };
  yield {
    expression: lessOrEqual(left.expression, right.expression),
    cases: casesWhere(count, (at) => left.values[at]! <= right.values[at]!),
  };
  yield {
    expression: equal(left.expression, right.expression),
    cases: casesWhere(count, (at) => left.values[at] === right.values[at]),
  };
}

/** Numbers that people count in. */
const usualModuli = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 60, 64, 100, 128, 256, 400, 1000];

function* divisibilities({ expression, values }: Valued): Iterable<Condition> {
  for (const modulus of usualModuli) {
    yield {
      expression: equal(call(integerModulo, expression, numeral(modulus)), numeral(0)),
      cases: casesWhere(values.length, (at) => values[at]! % modulus === 0),
    };
  }
}

/** How many programs are compared with literals, and how many with each other. */
const mostThresholded = 40;
const mostCompared = 24;

/**
 * Ways to tell cases apart, the simplest first, one for each way of parting them.
 *
 * @param programs in order of cost.
 */
export function conditionsOver(programs: readonly Valued[], all: CaseSet): Condition[] {
  const found: Condition[] = [];
  const seen = new Set<string>();
  const collect = (conditions: Iterable<Condition>) => {
    for (const condition of conditions) {
      const rest = without(all, condition.cases);
      if (isEmpty(condition.cases) || isEmpty(rest)) continue;
      const keys = [keyOfSet(condition.cases), keyOfSet(rest)];
      if (keys.some((key) => seen.has(key))) continue;
      for (const key of keys) seen.add(key);
      found.push(condition);
    }
  };
  const open = programs.filter(({ expression }) => expression.kind !== 'literal');
  for (const program of open.filter(({ expression }) => expression.kind === 'parameter')) {
    collect(thresholds(program));
    if (program.expression.type === 'integer') collect(divisibilities(program));
  }
  const compared = programs.slice(0, mostCompared);
  for (const [place, left] of compared.entries()) {
    for (const right of compared.slice(0, place)) collect(comparisons(left, right));
  }
  for (const program of open.slice(0, mostThresholded)) {
    collect(thresholds(program));
    collect(equalities(program));
  }
  return found;
}
