import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { discreteGenerators } from '../src/adapters/models/grammar/discrete/index.ts';
import { Engine } from '../src/adapters/models/grammar/discrete/engine.ts';
import type { ExampleProblem, Generator } from '../src/adapters/models/grammar/generator.ts';
import { evaluate } from '../src/adapters/models/grammar/language/evaluate.ts';
import type { Expression } from '../src/adapters/models/grammar/language/expression.ts';
import { printExpression } from '../src/adapters/models/grammar/language/print.ts';
import { sameValue } from '../src/domain/value.ts';
import { clocks, type Clock } from './clocks.ts';
import { taskProductions } from './sygus/productions.ts';
import { readTask, type SygusTask } from './sygus/task.ts';

/** Programs a generator considers between two looks at the clock. */
const quota = 2_000;
/** Tasks with more distinct examples than this are also solved from part of them. */
const fewExamples = 8;
/** Of those tasks, every so many examples one is held out. */
const heldOutEvery = 4;

interface Solved {
  readonly program: Expression;
  readonly milliseconds: number;
}

type Make = (task: SygusTask, problem: ExampleProblem) => readonly Generator[];

/** Which operators programs are made of: the engine's own, or what the task's grammar offers. */
const makers: Readonly<Record<string, Make>> = {
  engine: (_, problem) => discreteGenerators.flatMap((make) => make(problem, 1) ?? []),
  task: (task, problem) => [new Engine(problem, taskProductions(task))],
};

/**
 * SyGuS-Comp 2019, string track: how many tasks are solved from their examples. Tasks with more
 * than 8 distinct examples are also solved from 3 in 4 of them: does that program hold on all?
 */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      seconds: { type: 'string', default: '1,10' },
      clock: { type: 'string', default: 'wall' },
      only: { type: 'string', default: '' },
      operators: { type: 'string', default: 'engine' },
      json: { type: 'boolean', default: false },
    },
  });
  const clock = clocks[values.clock];
  const make = makers[values.operators];
  if (values.data === undefined || clock === undefined || make === undefined) {
    throw new Error(
      '--data DIR holds the .sl files; --clock is wall or cpu, --operators engine or task',
    );
  }
  const folder = values.data;
  const budgets = values.seconds.split(',').map((seconds) => Number(seconds) * 1000);
  const longestMs = Math.max(...budgets);
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.sl') && name.includes(values.only),
  );
  const rows = names.toSorted().map((name) => {
    const task = readTask(readFileSync(join(folder, name), 'utf8'));
    const row = measure(task, (problem) => solve(() => make(task, problem), longestMs, clock));
    if (!values.json) process.stderr.write(`${name} ${row.shown}\n`);
    return { name, ...row };
  });
  const report = {
    benchmark: 'strings',
    clock: values.clock,
    operators: values.operators,
    tasks: rows.length,
    budgets: budgets.map((budget) => summarise(rows, budget)),
  };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? undefined : 2)}\n`);
}

type Row = ReturnType<typeof measure> & { readonly name: string };

function measure(task: SygusTask, solveFrom: (problem: ExampleProblem) => Solved | undefined) {
  const solved = solveFrom(problemOf(task, task.examples));
  const holdsOut = distinctArguments(task) > fewExamples;
  const kept = task.examples.filter((_, index) => index % heldOutEvery !== heldOutEvery - 1);
  const fromPart = holdsOut ? solveFrom(problemOf(task, kept)) : undefined;
  return {
    solved,
    shown:
      solved === undefined
        ? 'unsolved'
        : `${Math.round(solved.milliseconds)} ms: ${show(task, solved.program)}`,
    holdsOut,
    fromPart,
    holds:
      fromPart !== undefined &&
      task.examples.every(({ args, result }) =>
        sameValue(evaluate(fromPart.program, args), result, 0),
      ),
  };
}

function summarise(rows: readonly Row[], budgetMs: number) {
  const within = (solved: Solved | undefined) =>
    solved !== undefined && solved.milliseconds <= budgetMs;
  const heldOut = rows.filter(({ holdsOut }) => holdsOut);
  return {
    seconds: budgetMs / 1000,
    solved: rows.filter(({ solved }) => within(solved)).length,
    unsolved: rows.filter(({ solved }) => !within(solved)).map(({ name }) => name),
    heldOut: {
      tasks: heldOut.length,
      solved: heldOut.filter(({ fromPart }) => within(fromPart)).length,
      generalise: heldOut.filter(({ fromPart, holds }) => within(fromPart) && holds).length,
    },
  };
}

/** The first program that agrees with all examples, and when it came. */
function solve(
  makeGenerators: () => readonly Generator[],
  budgetMs: number,
  clock: Clock,
): Solved | undefined {
  const started = clock();
  const generators = makeGenerators();
  for (let elapsed = 0; elapsed < budgetMs; elapsed = clock() - started) {
    const harvests = generators.map((generator) => generator.advance(quota));
    const hit = harvests.flatMap(({ findings }) => findings).find(({ error }) => error === 0);
    if (hit !== undefined) return { program: hit.program, milliseconds: clock() - started };
    if (harvests.every(({ exhausted }) => exhausted)) return undefined;
  }
  return undefined;
}

function problemOf(task: SygusTask, examples: SygusTask['examples']): ExampleProblem {
  return {
    params: task.params,
    result: task.result,
    examples,
    tolerance: 0,
    constants: task.literals,
  };
}

function distinctArguments(task: SygusTask): number {
  return new Set(task.examples.map(({ args }) => JSON.stringify(args))).size;
}

function show(task: SygusTask, program: Expression): string {
  return printExpression(
    program,
    task.params.map((_, index) => `arg${index}`),
  );
}

if (import.meta.main) await main(process.argv.slice(2));
