import { partsOf, type Value, type ValueType } from '../../../../domain/value.ts';
import { elementType } from '../../../../domain/value.ts';
import type { ExampleProblem } from '../generator.ts';
import { literal } from '../language/expression.ts';
import type { Production } from './production.ts';

/** Costs, in the unit of productions: what was suggested and what is small is cheap. */
const price = {
  suggested: 1.5,
  separator: 1.5,
  token: 3,
  small: 1,
  number: 2,
  usual: 2.5,
  threshold: 2.5,
  result: 3,
};

const mostTokens = 12;
const mostThresholds = 8;
const mostResults = 8;
const mostLengths = 4;
const smallIntegers = [0, 1, -1, 2, 3];
/** Numbers that rules of people are full of; only where the problem speaks of numbers. */
const usualIntegers = [4, 5, 7, 10, 12, 24, 60, 100, 400, 1000];

/** Literals that a program for this problem may well hold, as leaves. */
export function constantsOf(problem: ExampleProblem, types: ReadonlySet<ValueType>): Production[] {
  const leaves = new Leaves();
  for (const value of problem.constants) {
    const type = literalType(value, types);
    if (type !== undefined) leaves.add(value, type, price.suggested);
  }
  if (types.has('string')) {
    for (const text of separatorsOf(problem)) leaves.add(text, 'string', price.separator);
    for (const text of tokensOf(problem)) leaves.add(text, 'string', price.token);
    leaves.add('', 'string', price.separator);
  }
  if (types.has('string') && types.has('integer')) {
    for (const length of sharedLengths(problem)) leaves.add(length, 'integer', price.number);
  }
  if (types.has('integer') || types.has('number')) {
    const type = types.has('integer') ? 'integer' : 'number';
    for (const value of smallIntegers) {
      leaves.add(value, type, value === 0 || value === 1 ? price.small : price.number);
    }
    for (const value of thresholdsOf(problem)) {
      leaves.add(value, numberType(value, types), price.threshold);
    }
    for (const value of repeatedResults(problem)) {
      leaves.add(value, numberType(value, types), price.result);
    }
    if (speaksOfNumbers(problem)) {
      for (const value of usualIntegers) leaves.add(value, type, price.usual);
    }
  }
  if (problem.result === 'boolean') {
    leaves.add(false, 'boolean', price.small);
    leaves.add(true, 'boolean', price.small);
  }
  return leaves.productions;
}

/** Lengths of runs of letters or digits that every example has: a year's 4, a code's 3. */
function sharedLengths({ examples }: ExampleProblem): number[] {
  const lengths = examples.map(({ args }) => {
    const runs = args.flatMap(textsIn).flatMap((text) => text.match(/[A-Za-z]+|[0-9]+/g) ?? []);
    return new Set(runs.map((run) => run.length));
  });
  const shared = lengths.reduce((left, right) => left.intersection(right));
  return [...shared].toSorted((left, right) => left - right).slice(0, mostLengths);
}

function numberType(value: number, types: ReadonlySet<ValueType>): ValueType {
  return Number.isInteger(value) && types.has('integer') ? 'integer' : 'number';
}

/** Numbers that are the result of several examples: the cases of a rule. */
function repeatedResults({ examples }: ExampleProblem): number[] {
  const counts = new Map<number, number>();
  for (const { result } of examples) {
    if (typeof result === 'number') counts.set(result, (counts.get(result) ?? 0) + 1);
  }
  const repeated = [...counts].filter(([, count]) => count > 1);
  return repeated
    .toSorted((left, right) => right[1] - left[1])
    .map(([value]) => value)
    .slice(0, mostResults);
}

/** Leaf productions, one for each value: the first price stands. */
class Leaves {
  readonly productions: Production[] = [];
  readonly #seen = new Set<string>();

  add(value: Value, type: ValueType, cost: number): void {
    const id = `${type} ${JSON.stringify(value)}`;
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    this.productions.push({
      id,
      params: [],
      result: type,
      cost,
      apply: () => value,
      build: () => literal(value, type),
    });
  }
}

function literalType(value: Value, types: ReadonlySet<ValueType>): ValueType | undefined {
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return types.has('string') ? 'string' : undefined;
  if (typeof value !== 'number') return undefined;
  if (Number.isInteger(value) && types.has('integer')) return 'integer';
  return types.has('number') ? 'number' : undefined;
}

function textsIn(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  return partsOf(value).flatMap(textsIn);
}

function speaksOfNumbers({ params, result }: ExampleProblem): boolean {
  return [...params, result].some((type) => type === 'integer' || type === 'number');
}

/** Characters that are neither letters nor digits, and stand in at least half of the examples. */
function separatorsOf(problem: ExampleProblem): string[] {
  const counts = new Map<string, number>();
  for (const { args, result } of problem.examples) {
    const characters = new Set(
      [...args, result]
        .flatMap(textsIn)
        .join('')
        .replace(/[a-z0-9]/gi, ''),
    );
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const common = [...counts].filter(([, count]) => count * 2 >= problem.examples.length);
  return common
    .toSorted((left, right) => right[1] - left[1])
    .map(([character]) => character)
    .slice(0, 8);
}

/** Words and runs of signs that several examples share, most shared first. */
function tokensOf(problem: ExampleProblem): string[] {
  const counts = new Map<string, number>();
  for (const { args, result } of problem.examples) {
    const texts = [...args, result].flatMap(textsIn);
    const tokens = new Set(
      texts.flatMap((text) => text.match(/[A-Za-z]+|[0-9]+|[^A-Za-z0-9]+/g) ?? []),
    );
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const needed = Math.max(2, problem.examples.length / 4);
  const shared = [...counts].filter(([, count]) => count >= needed);
  return shared
    .toSorted((left, right) => right[1] - left[1])
    .map(([token]) => token)
    .slice(0, mostTokens);
}

/**
 * Numbers at which a rule may change its mind: between neighbouring values of a numeric parameter
 * with different results, the roundest one above the lower and not above the higher.
 */
function thresholdsOf(problem: ExampleProblem): number[] {
  const found = new Map<number, number>();
  for (const [index, type] of problem.params.entries()) {
    if (type !== 'integer' && type !== 'number') continue;
    const pairs = problem.examples.map(({ args, result }) => ({
      at: args[index] as number,
      result,
    }));
    const sorted = pairs.toSorted((left, right) => left.at - right.at);
    for (let next = 1; next < sorted.length; next++) {
      const low = sorted[next - 1]!;
      const high = sorted[next]!;
      if (low.at === high.at || JSON.stringify(low.result) === JSON.stringify(high.result))
        continue;
      const value = roundest(low.at, high.at);
      found.set(value, (found.get(value) ?? 0) + 1);
    }
  }
  const byRoundness = [...found].toSorted(
    (left, right) => right[1] - left[1] || String(left[0]).length - String(right[0]).length,
  );
  return byRoundness.map(([value]) => value).slice(0, mostThresholds);
}

/** The number in (low, high] with the fewest significant digits, the greatest of these. */
function roundest(low: number, high: number): number {
  const power = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high), 1)));
  for (let exponent = power; exponent >= -6; exponent--) {
    const unit = 10 ** exponent;
    for (const step of [unit, unit / 2]) {
      const value = Number((Math.floor(high / step) * step).toPrecision(12));
      if (value > low && value <= high) return value;
    }
  }
  return high;
}

/** The primitive and list types that a problem's values are made of. */
export function typesOf(problem: ExampleProblem): Set<ValueType> {
  const types = new Set<ValueType>();
  for (const type of [...problem.params, problem.result]) {
    types.add(type);
    const element = elementType(type);
    if (element !== undefined) types.add(element);
  }
  return types;
}
