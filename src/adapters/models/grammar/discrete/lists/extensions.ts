import { elementType, type Value } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { call, type Expression } from '../../language/expression.ts';
import { lists } from '../../language/operators/list.ts';
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
      const whole = join(source.values[index]!, rests[index]!);
      return whole.length === goal.length && whole.every((item, at) => item === goal[at]);
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
