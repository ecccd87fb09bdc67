import { elementType, type Value } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { call, type Expression, lambda, literal, variable } from '../../language/expression.ts';
import { mappings, predicates } from '../../language/operators/combinator.ts';
import { absent } from '../../language/operators/list-shape.ts';
import { lists } from '../../language/operators/list.ts';
import { raised } from './capturing.ts';
import {
  type ElementFunction,
  type ElementTask,
  elementTasks,
  type Position,
  type Sight,
} from './element-tasks.ts';
import { cut, extended, single } from './extensions.ts';
import { scan } from './scan.ts';
import type { Source } from './sources.ts';

type List = readonly Value[];

const sightCosts: Record<Sight, number> = { elements: 1, index: 2, everything: 3 };

/** A guess at the outermost step of a program, and what is left to be found for it. */
export interface Hypothesis {
  /** The smaller, the more of the work it gets. */
  readonly cost: number;
  readonly rest: ExampleProblem;
  /** Whole programs out of one for the rest; they may still fail an example. */
  readonly complete: (rest: Expression) => readonly Expression[];
}

/**
 * What the results may be made of, when looked at beside the sources: an image, a choice or the
 * running totals of one's elements, or one with something before or behind it (Feser, Chaudhuri
 * and Dillig 2015). Likeliest first.
 */
export function hypothesesOf(problem: ExampleProblem, sources: readonly Source[]): Hypothesis[] {
  const goals = problem.examples.map(({ result }) => result as List);
  const found = sources.flatMap((source) => [
    ...mapped(problem, source, goals),
    ...filtered(problem, source, goals),
    ...scanned(problem, source, goals),
    ...extended(problem, source, goals),
    ...cut(problem, source, goals),
    ...filled(problem, source, goals),
    ...sources.flatMap((other) => zipped(problem, source, other, goals)),
  ]);
  return [...single(problem, goals), ...found].toSorted((left, right) => left.cost - right.cost);
}

/** Only what treats the elements one by one. */
export function elementwise(problem: ExampleProblem, source: Source): Hypothesis[] {
  const goals = problem.examples.map(({ result }) => result as List);
  return [...mapped(problem, source, goals), ...filtered(problem, source, goals)];
}

function mapped(problem: ExampleProblem, source: Source, goals: readonly List[]): Hypothesis[] {
  if (!isAsLong(source, goals)) return [];
  const from = elementType(source.expression.type)!;
  const to = elementType(problem.result)!;
  const positions = source.values.map((items, example) =>
    items.map((item, index): Position => ({ args: [item], result: goals[example]![index]! })),
  );
  const { map, mapIndexed } = mappings[from][to];
  return tasksFor(problem, source, { params: [from], result: to, positions }).map((task) => ({
    cost: source.cost + sightCosts[task.sight],
    rest: task.problem,
    complete: (body) => {
      const operator = task.usesIndex(body) ? mapIndexed : map;
      return [call(operator, source.expression, task.lambda(body))];
    },
  }));
}

/** As many of the same element as the list has. */
function filled(problem: ExampleProblem, source: Source, goals: readonly List[]): Hypothesis[] {
  if (source.cost > 1 || !isAsLong(source, goals)) return [];
  if (!goals.every((goal) => goal.every((item) => item === goal[0]))) return [];
  const examples = problem.examples.flatMap(({ args }, index) => {
    const item = goals[index]![0];
    return item === undefined ? [] : [{ args, result: item }];
  });
  if (examples.length === 0) return [];
  const [from, to] = [source.expression.type, problem.result].map((type) => elementType(type)!);
  const { map } = mappings[from!][to!];
  return [
    {
      cost: source.cost + sightCosts.elements,
      rest: { ...problem, result: to!, examples },
      complete: (item) => [call(map, source.expression, lambda([from!], raised(item, 1)))],
    },
  ];
}

const isAsLong = (source: Source, goals: readonly List[]): boolean =>
  source.values.every((items, index) => items.length === goals[index]!.length);

/** Each result out of the elements at its place in two lists, one of them as it was given. */
function zipped(
  problem: ExampleProblem,
  source: Source,
  other: Source,
  goals: readonly List[],
): Hypothesis[] {
  if (source === other || Math.min(source.cost, other.cost) > 1) return [];
  if (!isAsLong(source, goals)) return [];
  const [left, right] = [source, other].map(({ expression }) => elementType(expression.type)!);
  const to = elementType(problem.result)!;
  const positions = source.values.map((items, example) =>
    items.map((item, index): Position => ({
      args: [item, other.values[example]![index] ?? absent[right!]],
      result: goals[example]![index]!,
    })),
  );
  const task = elementTasks(problem, { params: [left!, right!], result: to, positions }).find(
    ({ sight }) => sight === 'elements',
  );
  if (task === undefined) return [];
  const beside = call(lists[right!].at, raised(other.expression, 2), variable(1, 'integer'));
  return [
    {
      cost: source.cost + other.cost + sightCosts.elements,
      rest: task.problem,
      complete: (body) => [
        call(
          mappings[left!][to].mapIndexed,
          source.expression,
          lambda([left!, 'integer'], task.body(body, [variable(0, left!), beside])),
        ),
      ],
    },
  ];
}

function filtered(problem: ExampleProblem, source: Source, goals: readonly List[]): Hypothesis[] {
  if (source.expression.type !== problem.result) return [];
  const element = elementType(problem.result)!;
  const choices = source.values.map((items, index) => choiceOf(items, goals[index]!));
  if (choices.every((choice) => choice?.every(Boolean))) return [];
  const positions = source.values.flatMap((items, example): Position[][] => {
    const choice = choices[example];
    if (choice === undefined) return [];
    return [items.map((item, index) => ({ args: [item], result: choice[index]! }))];
  });
  if (positions.length < goals.length) return [];
  const { filter, filterIndexed } = predicates[element];
  const constants = [...problem.constants, ...characterSets(positions.flat())];
  return tasksFor({ ...problem, constants }, source, {
    params: [element],
    result: 'boolean',
    positions,
  }).map((task) => ({
    cost: source.cost + sightCosts[task.sight],
    rest: task.problem,
    complete: (body) => {
      const operator = task.usesIndex(body) ? filterIndexed : filter;
      return [call(operator, source.expression, task.lambda(body))];
    },
  }));
}

/** The characters that are kept and those that are not, where the elements are characters. */
function characterSets(positions: readonly Position[]): string[] {
  const isCharacters = positions.every(
    ({ args: [item] }) => typeof item === 'string' && item.length === 1,
  );
  if (!isCharacters) return [];
  return [true, false].map((kept) => {
    const characters = positions.filter(({ result }) => result === kept);
    return [...new Set(characters.map(({ args }) => args[0] as string))].toSorted().join('');
  });
}

/** With the index and all parameters only beside a list as it was given: the others follow. */
function tasksFor(problem: ExampleProblem, source: Source, wanted: ElementFunction): ElementTask[] {
  const tasks = elementTasks(problem, wanted);
  return source.cost === 1 ? tasks : tasks.filter(({ sight }) => sight === 'elements');
}

/** Which elements are kept: by their values where that explains it, else the first that fit. */
function choiceOf(items: List, kept: List): boolean[] | undefined {
  const values = new Set(kept);
  const byValue = items.map((item) => values.has(item));
  if (byValue.filter(Boolean).length === kept.length) {
    const chosen = items.filter((_, index) => byValue[index]);
    if (chosen.every((item, index) => item === kept[index])) return byValue;
  }
  let next = 0;
  const inOrder = items.map((item) => {
    if (next >= kept.length || item !== kept[next]) return false;
    next += 1;
    return true;
  });
  return next === kept.length ? inOrder : undefined;
}

/** Each result out of the one before it and the element beside it. */
function scanned(problem: ExampleProblem, source: Source, goals: readonly List[]): Hypothesis[] {
  if (!isAsLong(source, goals)) return [];
  const from = elementType(source.expression.type)!;
  const to = elementType(problem.result)!;
  const positions = source.values.map((items, example) =>
    items.slice(1).map((item, index): Position => {
      const goal = goals[example]!;
      return { args: [goal[index]!, item], result: goal[index + 1]! };
    }),
  );
  const task = elementTasks(problem, { params: [to, from], result: to, positions }).find(
    ({ sight }) => sight === 'elements',
  );
  if (task === undefined) return [];
  const starts = [
    undefined,
    literal(absent[to], to),
    ...(to === 'integer' ? [literal(1, to)] : []),
  ];
  return [
    {
      cost: source.cost + sightCosts.elements + 1,
      rest: task.problem,
      complete: (body) =>
        starts
          .filter((start) => start !== undefined || from === to)
          .map((start) =>
            scan(source.expression, to, start, (before, item) => task.body(body, [before, item])),
          ),
    },
  ];
}
