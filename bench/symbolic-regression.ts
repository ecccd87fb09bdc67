import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { parse } from 'csv-parse/sync';

import type { ExampleProblem } from '../src/adapters/models/grammar/generator.ts';
import { evaluate } from '../src/adapters/models/grammar/language/evaluate.ts';
import type { Expression } from '../src/adapters/models/grammar/language/expression.ts';
import { nodeCount } from '../src/adapters/models/grammar/language/expression.ts';
import { printExpression } from '../src/adapters/models/grammar/language/print.ts';
import { numericGenerators } from '../src/adapters/models/grammar/numeric/index.ts';
import { seededRandom } from '../src/adapters/system/seeded-random.ts';
import { readFormula } from './formula.ts';
import type { Formula } from './formula.ts';

interface Variable {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

interface Task {
  readonly name: string;
  readonly formula: string;
  readonly variables: readonly Variable[];
  readonly points: number;
}

interface Outcome {
  readonly name: string;
  readonly formula: string;
  readonly cpuMs: number;
  readonly solved: boolean;
  readonly generator?: string;
  readonly program?: string;
}

/** What a solution may be wrong by on fresh points, relative to the result. */
const allowedError = 1e-6;
const freshPoints = 100;
const quota = 10_000;

/** The 100 equations less the six whose number of variables the original table gets wrong. */
const misprinted = new Set(['I.18.12', 'I.18.14', 'I.38.12', 'II.37.1', 'III.10.19', 'III.19.51']);

function feynmanTasks(folder: string): Task[] {
  const text = readFileSync(join(folder, 'feynman', 'FeynmanEquations.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(text, {
    columns: true,
    bom: true,
    relax_column_count: true,
  });
  return rows
    .filter((row) => row['Formula'] && !misprinted.has(row['Filename']!))
    .map((row) => ({
      name: row['Filename']!,
      formula: row['Formula']!,
      points: 100,
      variables: Array.from({ length: 10 }, (_, index) => index + 1)
        .filter((index) => row[`v${index}_name`])
        .map((index) => ({
          name: row[`v${index}_name`]!,
          low: Number(row[`v${index}_low`]),
          high: Number(row[`v${index}_high`]),
        })),
    }));
}

/** The problems of Uy et al. 2011: formula, and the range that 20 points are drawn from. */
const nguyen: readonly (readonly [formula: string, low: number, high: number])[] = [
  ['x**3 + x**2 + x', -1, 1],
  ['x**4 + x**3 + x**2 + x', -1, 1],
  ['x**5 + x**4 + x**3 + x**2 + x', -1, 1],
  ['x**6 + x**5 + x**4 + x**3 + x**2 + x', -1, 1],
  ['sin(x**2) * cos(x) - 1', -1, 1],
  ['sin(x) + sin(x + x**2)', -1, 1],
  ['log(x + 1) + log(x**2 + 1)', 0, 2],
  ['sqrt(x)', 0, 4],
  ['sin(x) + sin(y**2)', 0, 1],
  ['2 * sin(x) * cos(y)', 0, 1],
  ['x**y', 0, 1],
  ['x**4 - x**3 + y**2 / 2 - y', 0, 1],
];

function nguyenTasks(): Task[] {
  return nguyen.map(([formula, low, high], index) => ({
    name: `Nguyen-${index + 1}`,
    formula,
    points: 20,
    variables: (formula.includes('y') ? ['x', 'y'] : ['x']).map((name) => ({ name, low, high })),
  }));
}

/** Points drawn uniformly from the ranges, with the formula's results. */
function sample(task: Task, formula: Formula, label: string, count: number) {
  const random = seededRandom(`${task.name}/${label}`);
  return Array.from({ length: count }, () => {
    const args = task.variables.map(({ low, high }) => low + (high - low) * random.float());
    const named = Object.fromEntries(task.variables.map(({ name }, at) => [name, args[at]!]));
    return { args, result: formula(named) };
  });
}

function holds(program: Expression, fresh: readonly { args: number[]; result: number }[]) {
  return fresh.every(({ args, result }) => {
    const error = Math.abs((evaluate(program, args) as number) - result);
    return error <= allowedError * Math.max(Math.abs(result), 1e-12);
  });
}

function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function attempt(task: Task, seed: number, limitMs: number): Outcome {
  const formula = readFormula(task.formula);
  const examples = sample(task, formula, 'examples', task.points);
  const fresh = sample(task, formula, 'fresh', freshPoints);
  const problem: ExampleProblem = {
    params: task.variables.map(() => 'number' as const),
    result: 'number',
    examples,
    tolerance: 1e-9,
    constants: [],
  };
  const start = process.cpuUsage();
  const generators = numericGenerators
    .map((factory) => factory(problem, seed))
    .filter((generator) => generator !== undefined);
  const { name, formula: text } = task;
  while (cpuMsSince(start) < limitMs) {
    for (const generator of generators) {
      const exact = generator
        .advance(quota)
        .findings.filter(({ error }) => error === 0)
        .toSorted((left, right) => nodeCount(left.program) - nodeCount(right.program));
      const [solution] = exact;
      if (solution === undefined) continue;
      const names = task.variables.map((variable) => variable.name);
      const program = printExpression(solution.program, names);
      const cpuMs = Math.round(cpuMsSince(start));
      // The first that agrees with the examples is the answer: nobody who asks has fresh points.
      const solved = holds(solution.program, fresh);
      return { name, formula: text, cpuMs, solved, generator: generator.name, program };
    }
  }
  return { name, formula: text, cpuMs: Math.round(cpuMsSince(start)), solved: false };
}

function summary(outcomes: readonly Outcome[]) {
  const within = (limitMs: number) =>
    outcomes.filter(({ solved, cpuMs }) => solved && cpuMs <= limitMs).length;
  return {
    tasks: outcomes.length,
    solvedIn1s: within(1000),
    solvedIn10s: within(10_000),
    outcomes,
  };
}

/** Symbolic regression on Nguyen's and Feynman's formulas: how many are found in 1 s and in 10 s. */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const run = (tasks: readonly Task[]) =>
    tasks
      .filter(({ name }) => values.only === undefined || name.startsWith(values.only))
      .map((task) => {
        const outcome = attempt(task, Number(values.seed), 1000 * Number(values.seconds));
        process.stderr.write(
          `${outcome.solved ? 'solved' : '  --  '} ${outcome.cpuMs} ms ${task.name}: ${task.formula} ${outcome.generator ?? ''} ${outcome.program ?? ''}\n`,
        );
        return outcome;
      });
  const report = {
    cores: 1,
    nguyen: summary(run(nguyenTasks())),
    feynman:
      values.data === undefined
        ? { skipped: 'needs --data DIR with feynman/FeynmanEquations.csv' }
        : summary(run(feynmanTasks(values.data))),
  };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
