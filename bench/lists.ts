/**
 * How many of the integer-list tasks of DreamCoder (Ellis et al. 2021) the grammar model solves.
 *
 * Of a task's examples the search sees the first two thirds, but at least four; the rest is held
 * out. The search runs in this process until its time is over; its answer is the cheapest program
 * that agrees with what it saw, and the task is solved only where that one program is right on
 * every held-out example too. Usage: `node bench/lists.ts --data DIR [--seconds 1] [--clock cpu]
 * [--json]`, where DIR holds `list_tasks.json`; the clock is `wall` unless it is said. It prints JSON,
 * on one line with `--json`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { discreteGenerators } from '../src/adapters/models/grammar/discrete/index.ts';
import { costOf } from '../src/adapters/models/grammar/language/cost.ts';
import type { ExampleProblem } from '../src/adapters/models/grammar/generator.ts';
import { evaluate } from '../src/adapters/models/grammar/language/evaluate.ts';
import type { Expression } from '../src/adapters/models/grammar/language/expression.ts';
import { printExpression } from '../src/adapters/models/grammar/language/print.ts';
import type { Example } from '../src/domain/function.ts';
import { sameValue, type ValueType } from '../src/domain/value.ts';
import { clocks, type Clock } from './clocks.ts';

const valueSchema = z.union([z.number(), z.boolean(), z.array(z.union([z.number(), z.boolean()]))]);
const typeSchema = z.enum(['int', 'bool', 'list-of-int', 'list-of-bool']);
const tasksSchema = z.array(
  z.object({
    name: z.string(),
    type: z.object({ input: typeSchema, output: typeSchema }),
    examples: z.array(z.object({ i: valueSchema, o: valueSchema })),
  }),
);
type Task = z.infer<typeof tasksSchema>[number];

const types: Record<z.infer<typeof typeSchema>, ValueType> = {
  int: 'integer',
  bool: 'boolean',
  'list-of-int': 'integer[]',
  'list-of-bool': 'boolean[]',
};

/** Programs a generator considers between two looks at the clock. */
const quota = 2_000;

interface Attempt {
  readonly task: string;
  readonly outcome: 'solved' | 'consistentButNotGeneral' | 'unsolved';
  readonly program: string | undefined;
  readonly firstFoundMs: number | undefined;
}

function attempt(task: Task, seconds: number, clock: Clock): Attempt {
  const examples = task.examples.map(({ i, o }): Example => ({ args: [i], result: o }));
  const seen = Math.max(4, Math.floor((examples.length * 2) / 3));
  const { answer, firstFoundMs } = search(
    {
      params: [types[task.type.input]],
      result: types[task.type.output],
      examples: examples.slice(0, seen),
      tolerance: 0,
      constants: [],
    },
    seconds,
    clock,
  );
  const isRight = answer !== undefined && examples.slice(seen).every((one) => agrees(answer, one));
  return {
    task: task.name,
    outcome: answer === undefined ? 'unsolved' : isRight ? 'solved' : 'consistentButNotGeneral',
    program: answer && printExpression(answer, ['xs']),
    firstFoundMs,
  };
}

const agrees = (program: Expression, { args, result }: Example): boolean =>
  sameValue(evaluate(program, args), result, 0);

function search(problem: ExampleProblem, seconds: number, clock: Clock) {
  const start = clock();
  const elapsed = () => clock() - start;
  const generators = discreteGenerators.flatMap((make) => make(problem, 1) ?? []);
  const programs: Expression[] = [];
  let firstFoundMs: number | undefined;
  for (let open = generators; open.length > 0 && elapsed() < seconds * 1000;) {
    const exhausted = new Set<object>();
    for (const generator of open) {
      const harvest = generator.advance(quota);
      const right = harvest.findings.filter(({ error }) => error === 0);
      programs.push(...right.map(({ program }) => program));
      if (programs.length > 0) firstFoundMs ??= elapsed();
      if (harvest.exhausted) exhausted.add(generator);
    }
    open = open.filter((generator) => !exhausted.has(generator));
  }
  const ranked = programs.toSorted((left, right) => costOf(left) - costOf(right));
  return { answer: ranked[0], firstFoundMs };
}

export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      seconds: { type: 'string', default: '1' },
      clock: { type: 'string', default: 'wall' },
      json: { type: 'boolean', default: false },
    },
  });
  const clock = clocks[values.clock];
  if (values.data === undefined || clock === undefined) {
    throw new Error('--data DIR names the folder of list_tasks.json; --clock is wall or cpu');
  }
  const text = await readFile(path.join(values.data, 'list_tasks.json'), 'utf8');
  const attempts = tasksSchema
    .parse(JSON.parse(text))
    .map((task) => attempt(task, Number(values.seconds), clock));
  const named = (outcome: Attempt['outcome']) =>
    attempts.filter((one) => one.outcome === outcome).map(({ task }) => task);
  const report = {
    benchmark: 'lists',
    clock: values.clock,
    seconds: Number(values.seconds),
    total: attempts.length,
    solved: named('solved').length,
    unsolved: named('unsolved'),
    consistentButNotGeneral: named('consistentButNotGeneral'),
    attempts,
  };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? undefined : 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
