import { elementType, type Value, type ValueType } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { evaluate } from '../../language/evaluate.ts';
import { call, type Expression, literal, parameter } from '../../language/expression.ts';
import type { Operator } from '../../language/operator.ts';
import { characters, lists, numberLists, range, sortTexts } from '../../language/operators/list.ts';
import { textSplit, textWords } from '../../language/operators/text.ts';
import { separatorsIn } from './separators.ts';

/** A list that a result may be made of, element by element. */
export interface Source {
  readonly expression: Expression;
  /** What it is in each example. */
  readonly values: readonly (readonly Value[])[];
  /** 1 for a parameter, more for what is made of one. */
  readonly cost: number;
}

const cuts = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5];

/** The lists that come with a problem's arguments, plain and then cut, ordered or reversed. */
export function sourcesOf(problem: ExampleProblem): Source[] {
  const given = problem.params.flatMap((type, index) =>
    asLists(
      parameter(index, type),
      problem.examples.map(({ args }) => args[index]!),
    ),
  );
  const expressions = [...given, ...given.flatMap(rearranged)];
  const seen = new Set<string>();
  return expressions.flatMap((expression) => {
    const values = problem.examples.map(({ args }) => evaluate(expression, args) as Value[]);
    const key = `${expression.type} ${JSON.stringify(values)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ expression, values, cost: costOf(expression) }];
  });
}

/** A parameter as lists: itself, the numbers below it, or its characters, words and pieces. */
function asLists(given: Expression, values: readonly Value[]): Expression[] {
  if (elementType(given.type) !== undefined) return [given];
  if (given.type === 'integer') return [call(range, given)];
  if (given.type !== 'string') return [];
  const separators = separatorsIn(values as readonly string[]);
  const pieces = separators.map((separator) =>
    call(textSplit, given, literal(separator, 'string')),
  );
  return [call(characters, given), call(textWords, given), ...pieces];
}

function rearranged(list: Expression): Expression[] {
  const { reverse, unique, take, drop } = lists[elementType(list.type)!];
  const wholes = [reverse, unique, ...orderings(list.type)].map((operator) => call(operator, list));
  const parts = cuts.flatMap((cut) =>
    [take, drop].map((operator) => call(operator, list, literal(cut, 'integer'))),
  );
  return [...wholes, ...parts];
}

function orderings(type: ValueType): Operator[] {
  if (type === 'integer[]') return [numberLists.integer.sort];
  if (type === 'number[]') return [numberLists.number.sort];
  return type === 'string[]' ? [sortTexts] : [];
}

function costOf(expression: Expression): number {
  if (expression.kind === 'literal') {
    return typeof expression.value === 'number' ? 0.5 + Math.abs(expression.value) / 8 : 0;
  }
  const inner = expression.kind === 'call' ? expression.args : [];
  return inner.reduce((sum, arg) => sum + costOf(arg), 1);
}
