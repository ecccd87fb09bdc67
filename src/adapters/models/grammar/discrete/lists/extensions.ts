import { elementType, type Value } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { call, type Expression } from '../../language/expression.ts';
import { lists } from '../../language/operators/list.ts';
import type { Operator } from '../../language/operator.ts';
import type { Hypothesis } from './hypotheses.ts';
import type { Source } from './sources.ts';

type List = readonly Value[];

/** The source with more behind it, or before it. */
export function extended(
  problem: ExampleProblem,
  source: Source,
  goals: readonly List[],
): Hypothesis[] {
  if (source.expression.type !== problem.result) return [];
  const sizes = source.values.map((items) => items.length);
  if (sizes.every((size) => size === 0)) return [];
  if (sizes.every((size, index) => size >= goals[index]!.length)) return [];
  const { append, prepend, concat } = lists[elementType(problem.result)!];
  const behind = goals.map((goal, index) => goal.slice(sizes[index]));
  const before = goals.map((goal, index) =>
    goal.slice(0, Math.max(0, goal.length - sizes[index]!)),
  );
  const agrees = (rests: readonly List[], join: (items: List, rest: List) => List) =>
    goals.every((goal, index) => {
      return isSame(goal, join(source.values[index]!, rests[index]!));
    });
  const cost = source.cost + 2;
  return [
    ...(agrees(behind, (items, rest) => [...items, ...rest])
      ? remainder(problem, behind, cost, (rest, isItem) =>
          call(isItem ? append : concat, source.expression, rest),
        )
      : []),
    ...(agrees(before, (items, rest) => [...rest, ...items])
      ? remainder(problem, before, cost, (rest, isItem) =>
          call(isItem ? prepend : concat, rest, source.expression),
        )
      : []),
  ];
}

/** The source up to some place, or from some place on: the place is left to be found. */
export function cut(problem: ExampleProblem, source: Source, goals: readonly List[]): Hypothesis[] {
  if (source.expression.type !== problem.result) return [];
  const { take, drop } = lists[elementType(problem.result)!];
  const { values } = source;
  const isStart = goals.every((goal, index) => isSame(goal, values[index]!.slice(0, goal.length)));
  const isEnd = goals.every((goal, index) =>
    isSame(goal, values[index]!.slice(values[index]!.length - goal.length)),
  );
  const place = (operator: Operator, at: (whole: number, part: number) => number | undefined) => {
    const examples = problem.examples.flatMap(({ args }, index) => {
      const result = at(values[index]!.length, goals[index]!.length);
      return result === undefined ? [] : [{ args, result }];
    });
    if (examples.length === 0) return [];
    const rest: ExampleProblem = { ...problem, result: 'integer', examples };
    const complete = (found: Expression) => [call(operator, source.expression, found)];
    return [{ cost: source.cost + 1, rest, complete }];
  };
  return [
    // Where all is taken, or nothing is left, the place may lie anywhere beyond.
    ...(isStart ? place(take, (whole, part) => (part < whole ? part : undefined)) : []),
    ...(isEnd ? place(drop, (whole, part) => (part > 0 ? whole - part : undefined)) : []),
  ];
}

const isSame = (left: List, right: List): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index]);

/** Programs that put one source behind another: nothing is left to be found for these. */
export function joined(problem: ExampleProblem, sources: readonly Source[]): Expression[] {
  const goals = problem.examples.map(({ result }) => result as List);
  const same = sources.filter(({ expression }) => expression.type === problem.result);
  const { concat } = lists[elementType(problem.result)!];
  return same.flatMap((left) => {
    const fits = left.values.every((items, index) =>
      items.every((item, at) => item === goals[index]![at]),
    );
    if (!fits) return [];
    const rests = goals.map((goal, index) => goal.slice(left.values[index]!.length));
    const key = JSON.stringify(rests);
    return same
      .filter(({ values }) => JSON.stringify(values) === key)
      .map((right) => call(concat, left.expression, right.expression));
  });
}

/** Results of one element each. */
export function single(problem: ExampleProblem, goals: readonly List[]): Hypothesis[] {
  if (!goals.every((goal) => goal.length === 1)) return [];
  const { single: make } = lists[elementType(problem.result)!];
  return remainder(problem, goals, 1, (rest) => call(make, rest));
}

/** The problem with other results: elements where every list holds just one. */
function remainder(
  problem: ExampleProblem,
  results: readonly List[],
  cost: number,
  join: (rest: Expression, isItem: boolean) => Expression,
): Hypothesis[] {
  const isItem = results.every((list) => list.length === 1);
  const examples = problem.examples.map(({ args }, index) => {
    const list = results[index]!;
    return { args, result: isItem ? list[0]! : list };
  });
  const result = isItem ? elementType(problem.result)! : problem.result;
  return [
    { cost, rest: { ...problem, result, examples }, complete: (rest) => [join(rest, isItem)] },
  ];
}
