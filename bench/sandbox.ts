import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';

import { confinedSandbox } from '../src/adapters/sandboxes/confined/sandbox.ts';
import { Fuel } from '../src/gauntlet/fuel.ts';
import { idOf } from '../src/proposing/identify.ts';
import { sameValue, type Value } from '../src/domain/value.ts';
import type { FunctionSandbox, Outcome, Trial } from '../src/ports/sandbox.ts';
import { cheatsShortlisted, escapes } from './hostile.ts';

/** A candidate with the cases that it is judged by. The host compares; results never go in. */
interface Judged {
  readonly source: string;
  readonly cases: readonly { readonly args: readonly Value[]; readonly result: Value }[];
}

const limitMs = 5000;
/** Candidates that are judged together, as a stage of the gauntlet does it. */
const batchSize = 1000;
const never = new AbortController().signal;

/** `x + k` for another `k` each, and one case. */
function trivial(index: number): Judged {
  const source = `export function f(x: number): number {\n  return x + ${index};\n}\n`;
  return { source, cases: [{ args: [1], result: 1 + index }] };
}

/** Work that the engine does inside one operation, for as long as it is let. */
const bombs = [
  'const xs = new Array(4e5).fill(x); for (;;) xs.sort((a, b) => a - b);',
  "const text = 'ab'.repeat(4e5); for (;;) text.split('b').join('a');",
  "return /^(a+)+$/.test('a'.repeat(40) + x) ? 1 : 0;",
  'const xs = new Float64Array(1e6); for (;;) xs.fill(x);',
];

/** The one with native work that comes after so many others. */
function bomb(index: number): Judged {
  const body = bombs[Math.floor(index / 5) % bombs.length];
  const source = `export function f(x: number): number {\n  ${body}\n}\n//${index}`;
  return { ...trivial(index), source };
}

const endless = 'export function f(x: number): number {\n  for (;;) x++;\n}\n';

/** Twenty lines over lists of 3 to 10 numbers: counts, a loop over entries, a sort, a reduction. */
function typical(index: number, right: boolean): Judged {
  const source = `export function f(xs: number[], k: number): number {
  const counts = new Map<number, number>();
  for (const x of xs) {
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  let best = 0;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most || (count === most && value < best)) {
      best = value;
      most = count;
    }
  }
  const sorted = [...xs].sort((left, right) => left - right);
  const middle = sorted[sorted.length >> 1] ?? 0;
  const squares = sorted.map((x) => x * x).filter((x) => x % 2 === 0);
  const sum = squares.reduce((total, x) => total + x, 0);
  if (sum > 1000) return best * k + middle + ${right ? index : index + 1};
  return sum + most + ${right ? index : index + 1};
}
`;
  const cases = typicalCases.map(({ args, result }) => ({ args, result: result + index }));
  return { source, cases };
}

const typicalInputs: readonly (readonly [readonly number[], number])[] = Array.from(
  { length: 20 },
  (_, row) => [
    Array.from({ length: 3 + (row % 8) }, (__, column) => (row * column * 7) % 23),
    row + 2,
  ],
);

/** What the typical candidate should return less its index, written another way. */
function expected([xs, k]: readonly [readonly number[], number]): number {
  const countOf = (value: number) => xs.filter((x) => x === value).length;
  const most = Math.max(...xs.map(countOf));
  const best = Math.min(...xs.filter((x) => countOf(x) === most));
  const middle = xs.toSorted((left, right) => left - right)[xs.length >> 1] ?? 0;
  const sum = xs.filter((x) => x % 2 === 0).reduce((total, x) => total + x * x, 0);
  return sum > 1000 ? best * k + middle : sum + most;
}

const typicalCases = typicalInputs.map((args) => ({ args, result: expected(args) }));

interface Figure {
  readonly candidates: number;
  readonly passed: number;
  readonly timedOut: number;
  readonly wallSeconds: number;
  /** Of this process and of those that judge. */
  readonly cpuSeconds: number;
  readonly perWallSecond: number;
  /** On two idle cores: candidates in a CPU second, times two. */
  readonly perSecondOfTwoIdleCores: number;
}

/** Judges candidates in batches, two of them under way at once. */
async function measure(
  sandbox: FunctionSandbox,
  count: number,
  candidateAt: (index: number) => Judged,
  {
    firstCases,
    fuelMost,
  }: { readonly firstCases?: number; readonly fuelMost?: number | undefined } = {},
): Promise<Figure> {
  const tally = { passed: 0, timedOut: 0 };
  const cpuBefore = cpuSeconds();
  const startedMs = performance.now();
  let next = 0;
  const judgeBatches = async () => {
    while (next < count) {
      const from = next;
      next = Math.min(count, next + batchSize);
      const batch = Array.from({ length: next - from }, (_, index) => candidateAt(from + index));
      const survivors =
        firstCases === undefined
          ? batch
          : await judge(batch, (cases) => cases.slice(0, firstCases), true);
      await judge(survivors, (cases) => cases.slice(firstCases ?? 0), false);
    }
  };
  const judge = async (
    batch: readonly Judged[],
    part: (cases: Judged['cases']) => Judged['cases'],
    more: boolean,
  ): Promise<Judged[]> => {
    const passed: Judged[] = [];
    let at = 0;
    for await (const outcome of sandbox.run(
      batch.map((each) => trialOf(each, part, fuelMost)),
      never,
    )) {
      const candidate = batch[at++]!;
      if (isRight(outcome, part(candidate.cases))) {
        passed.push(candidate);
        if (!more) tally.passed++;
      } else if (outcome.kind === 'timedOut') tally.timedOut++;
    }
    return passed;
  };
  await Promise.all([judgeBatches(), judgeBatches()]);
  const wallSeconds = (performance.now() - startedMs) / 1000;
  const spentSeconds = cpuSeconds() - cpuBefore;
  return {
    candidates: count,
    ...tally,
    wallSeconds,
    cpuSeconds: spentSeconds,
    perWallSecond: Math.round(count / wallSeconds),
    perSecondOfTwoIdleCores: Math.round((2 * count) / spentSeconds),
  };
}

function trialOf(
  { source, cases }: Judged,
  part: (cases: Judged['cases']) => Judged['cases'],
  fuelMost: number | undefined,
): Trial {
  return {
    program: { kind: 'source', candidate: idOf(source), source, name: 'f' },
    task: { kind: 'call', inputs: part(cases).map(({ args }) => args) },
    limitMs,
    ...(fuelMost === undefined ? {} : { fuelMost }),
  };
}

function isRight(outcome: Outcome, cases: Judged['cases']): boolean {
  return (
    outcome.kind === 'returned' &&
    cases.every(({ result }, index) => {
      const got = outcome.results[index];
      return got?.kind === 'value' && sameValue(got.value, result, 0);
    })
  );
}

/** The limit that a search learns from trivial candidates that pass. */
async function fuelLimit(sandbox: FunctionSandbox): Promise<number | undefined> {
  const fuel = new Fuel();
  const batch = Array.from({ length: 101 }, (_, index) => trivial(index));
  const trials = batch.map((each) => trialOf(each, (cases) => cases, undefined));
  for await (const { fuel: spent = 0, wallMs } of sandbox.run(trials, never)) {
    const seen = { candidate: '', stage: 'examples', passed: 1, total: 1 };
    fuel.fold({ ...seen, wallMs, fuel: spent, verdict: 'passed' });
  }
  return fuel.limits().for('examples')[0];
}

/** CPU time of this process and of all that it started and that still live. */
function cpuSeconds(): number {
  const stats = new Map<number, { readonly parent: number; readonly ticks: number }>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    if (stat !== undefined) stats.set(Number(pid), stat);
  }
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (stats.has(pid) && isOurs(stats.get(pid)!.parent));
  const ticks = [...stats].filter(([pid]) => isOurs(pid)).map(([, stat]) => stat.ticks);
  return ticks.reduce((sum, each) => sum + each, 0) / ticksASecond;
}

const ticksASecond = 100;

/** The parent and the CPU time of a process, from `/proc/PID/stat`. */
function statOf(pid: string): { parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may hold anything, blanks and brackets too.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}

/** How many candidates a second the sandbox for hostile candidates judges, and what gets past it. */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      counts: { type: 'string', default: '1000,10000,100000' },
      typical: { type: 'string', default: '5000' },
      json: { type: 'boolean', default: false },
    },
  });
  const sandbox = confinedSandbox({ workers: Math.min(2, availableParallelism()) });
  try {
    const warmUp = await measure(sandbox, 2000, trivial);
    const trivials: Figure[] = [];
    for (const count of values.counts.split(',').map(Number)) {
      trivials.push(await measure(sandbox, count, trivial));
    }
    const count = Number(values.typical);
    const fuelMost = await fuelLimit(sandbox);
    const report = {
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version },
      confinement: sandbox.confinement,
      warmUp,
      trivial: trivials,
      typical: await measure(sandbox, count, (index) => typical(index, true)),
      typicalFourFifthsFailFirst: await measure(
        sandbox,
        2 * count,
        (index) => typical(index, index % 5 === 0),
        { firstCases: 1 },
      ),
      oneInFiveLoops: {
        fuelMost,
        ...(await measure(
          sandbox,
          2 * count,
          (index) =>
            index % 5 === 0
              ? { ...trivial(index), source: `${endless}//${index}` }
              : trivial(index),
          { fuelMost },
        )),
      },
      oneInFiveBombs: {
        fuelMost,
        ...(await measure(
          sandbox,
          count,
          (index) => (index % 5 === 0 ? bomb(index) : trivial(index)),
          { fuelMost },
        )),
      },
      escapes: await escapes(sandbox),
      cheats: await cheatsShortlisted(),
    };
    process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
  } finally {
    await sandbox.close();
  }
}

if (import.meta.main) await main(process.argv.slice(2));
