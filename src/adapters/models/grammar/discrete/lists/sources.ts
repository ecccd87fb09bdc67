import { elementType, type Value, type ValueType } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { evaluate } from '../../language/evaluate.ts';
import { call, type Expression, literal, parameter } from '../../language/expression.ts';
import type { Operator } from '../../language/operator.ts';
import { characters, lists, numberLists, range, sortTexts } from '../../language/operators/list.ts';
import { textWords } from '../../language/operators/text.ts';

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
  const given = problem.params.flatMap((type, index) => asLists(parameter(index, type)));
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

function asLists(given: Expression): Expression[] {
  if (elementType(given.type) !== undefined) return [given];
  if (given.type === 'integer') return [call(range, given)];
  return given.type === 'string' ? [call(characters, given), call(textWords, given)] : [];
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
  if (expression.kind === 'literal') return 0.5 + Math.abs(expression.value as number) / 8;
  const inner = expression.kind === 'call' ? expression.args : [];
  return inner.reduce((sum, arg) => sum + costOf(arg), 1);
}
