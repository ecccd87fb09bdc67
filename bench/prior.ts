/**
 * Whether what earlier runs have taught helps: the sampler of the grammar model learns a prior from
 * the solutions of some formulas, and is then asked for others, with the prior and without. Counted
 * are programs until one agrees with every example, which no clock and no machine changes. Both
 * sets are frozen: they are our own, they share no formula, and nothing is tuned on the second.
 * Usage: `node bench/prior.ts [--seeds 5] [--programs 3000000] [--json]`.
 */
import { parseArgs } from 'node:util';
import type { ExampleProblem } from '../src/adapters/models/grammar/generator.ts';
import { keyOf, type Expression } from '../src/adapters/models/grammar/language/expression.ts';
import { sampleGenerator } from '../src/adapters/models/grammar/numeric/sample.ts';
import { remember, type Prior } from '../src/adapters/models/grammar/prior.ts';

type Formula = (a: number, b: number) => number;

const taught: Readonly<Record<string, Formula>> = {
  hypotenuse: (a, b) => Math.sqrt(a * a + b * b),
  'free fall': (a) => Math.sqrt(19.62 * a),
  cone: (a, b) => (Math.PI * a * a * b) / 3,
  'kinetic energy': (a, b) => (a * b * b) / 2,
  pendulum: (a, b) => 2 * Math.PI * Math.sqrt(a / b),
  gravitation: (a, b) => a / (b * b),
};

const heldOut: Readonly<Record<string, Formula>> = {
  'other leg': (a, b) => Math.sqrt(a * a + 2 * a * b),
  cylinder: (a, b) => Math.PI * a * a * b,
  'orbital speed': (a, b) => Math.sqrt(a / b),
  'spring energy': (a, b) => (a * b * b) / 2 + b,
  'harmonic mean': (a, b) => (2 * a * b) / (a + b),
  'ring area': (a, b) => Math.PI * (a * a - b * b),
  'sound level': (a, b) => a / (b * b) + a,
  'escape speed': (a, b) => Math.sqrt((2 * a) / b) + b,
};

const points = 20;
/** Programs between two looks at what was found. */
const quota = 1_000;

function problemOf(formula: Formula): ExampleProblem {
  const examples = Array.from({ length: points }, (_, index) => {
    const args = [0.5 + ((index * 7) % points) * 0.2, 0.4 + ((index * 11) % points) * 0.15];
    return { args, result: formula(args[0]!, args[1]!) };
  });
  return {
    params: ['number', 'number'],
    result: 'number',
    examples,
    tolerance: 1e-9,
    constants: [],
  };
}

interface Attempt {
  readonly programs: number;
  readonly solution: Expression | undefined;
}

/** Samples until a program agrees with every example; `most` stands for more than that many. */
function attempt(problem: ExampleProblem, seed: number, most: number): Attempt {
  const generator = sampleGenerator(problem, seed)!;
  for (let programs = 0; programs < most;) {
    const { findings, considered, exhausted } = generator.advance(quota);
    programs += considered.generated;
    const solution = findings.find(({ error }) => error === 0)?.program;
    if (solution !== undefined || exhausted) return { programs, solution };
  }
  return { programs: most, solution: undefined };
}

function learn(most: number): Prior {
  const solutions = Object.values(taught).flatMap(
    (formula) => attempt(problemOf(formula), 1, most).solution ?? [],
  );
  return remember(undefined, solutions.map(keyOf));
}

/** The mean, over seeds, of the logarithm of the programs that a problem needs. */
function effort(problem: ExampleProblem, seeds: number, most: number): number {
  const counts = Array.from(
    { length: seeds },
    (_, seed) => attempt(problem, seed + 1, most).programs,
  );
  return counts.reduce((sum, count) => sum + Math.log(count), 0) / seeds;
}

function compare(prior: Prior, seeds: number, most: number) {
  return Object.entries(heldOut).map(([name, formula]) => {
    const without = effort(problemOf(formula), seeds, most);
    const withPrior = effort({ ...problemOf(formula), prior }, seeds, most);
    return {
      name,
      programsWithout: Math.round(Math.exp(without)),
      programsWith: Math.round(Math.exp(withPrior)),
      ratio: Math.exp(withPrior - without),
    };
  });
}

export function main(argv: string[]): void {
  const { values } = parseArgs({
    args: argv,
    options: {
      seeds: { type: 'string', default: '5' },
      programs: { type: 'string', default: '3000000' },
      json: { type: 'boolean', default: false },
    },
  });
  const most = Number(values.programs);
  const prior = learn(most);
  const tasks = compare(prior, Number(values.seeds), most);
  const logarithms = tasks.map(({ ratio }) => Math.log(ratio));
  const ratio = Math.exp(logarithms.reduce((sum, each) => sum + each, 0) / tasks.length);
  const report = {
    benchmark: 'prior',
    seeds: Number(values.seeds),
    learntFrom: prior.programs,
    /** Geometric mean over tasks: programs needed with the prior for one without it. */
    ratio,
    helps: ratio < 1,
    tasks,
  };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? undefined : 2)}\n`);
}

if (import.meta.main) main(process.argv.slice(2));
