import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

import { isLiteral, openTask } from './candidates-task.ts';
import type { Counts } from './candidates-task.ts';
import type { Assignment } from './candidates-worker.ts';

const run = promisify(execFile);

interface Rate {
  readonly workers: number;
  readonly cases: number;
  readonly distinct: number;
  readonly generated: number;
  readonly meanNodes: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly perWallSecond: number;
  /** On that many idle cores: distinct programs in a CPU second, times the workers. */
  readonly perSecondOfIdleCores: number;
  /** Of these, those that were run on every case. */
  readonly runOnAllPerSecondOfIdleCores: number;
  /** Programs that two workers both emitted. */
  readonly sharedByWorkers?: number;
}

function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function rateOf(cases: number, parts: readonly Counts[], cpuSeconds: number): Rate {
  const sum = (field: keyof Counts) => parts.reduce((total, counts) => total + counts[field], 0);
  const wallSeconds = Math.max(...parts.map((counts) => counts.wallSeconds));
  return {
    workers: parts.length,
    cases,
    distinct: sum('distinct'),
    generated: sum('generated'),
    meanNodes: sum('tokens') / sum('generated'),
    wallSeconds,
    cpuSeconds,
    perWallSecond: Math.round(sum('scored') / wallSeconds),
    perSecondOfIdleCores: Math.round((sum('scored') / cpuSeconds) * parts.length),
    runOnAllPerSecondOfIdleCores: Math.round((sum('runOnAll') / cpuSeconds) * parts.length),
  };
}

function onOneCore(cases: number, seconds: number, seed: number): Rate {
  const task = openTask(cases, seed);
  task.run(0.2);
  const start = process.cpuUsage();
  const counts = task.run(seconds);
  return rateOf(cases, [counts], cpuSecondsSince(start));
}

/** Answers of a worker by kind. */
async function answer<T>(worker: Worker, kind: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const listen = (message: { kind: string } & T) => {
      if (message.kind !== kind) return;
      worker.off('message', listen);
      resolve(message);
    };
    worker.on('message', listen);
    worker.once('error', reject);
  });
}

async function onTwoWorkers(cases: number, seconds: number, seed: number): Promise<Rate> {
  const workers = [0, 1].map((slice) => {
    const workerData: Assignment = { cases, slice, slices: 2, seconds, seed: seed + slice };
    return new Worker(new URL('./candidates-worker.ts', import.meta.url), { workerData });
  });
  await Promise.all(workers.map((worker) => answer(worker, 'ready')));
  const counts = workers.map((worker) => answer<{ counts: Counts }>(worker, 'counts'));
  const hashes = workers.map((worker) => answer<{ hashes: BigUint64Array }>(worker, 'hashes'));
  const start = process.cpuUsage();
  for (const worker of workers) worker.postMessage('go');
  const parts = await Promise.all(counts);
  const cpuSeconds = cpuSecondsSince(start);
  const [first, second] = await Promise.all(hashes);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const rate = rateOf(
    cases,
    parts.map((part) => part.counts),
    cpuSeconds,
  );
  return { ...rate, sharedByWorkers: shared(first!.hashes, second!.hashes) };
}

function shared(left: BigUint64Array, right: BigUint64Array): number {
  left.sort();
  right.sort();
  let [at, common] = [0, 0];
  for (const hash of right) {
    while (at < left.length && left[at]! < hash) at++;
    common += Number(left[at] === hash);
  }
  return common;
}

/** Of a million programs as the sampler emits them, those distinct, and how they differ. */
function variety(seed: number) {
  const codes = new Set<string>();
  const skeletons = new Map<string, number>();
  let nodes = 0;
  openTask(16, seed).emit(2 ** 20 / 64, (code) => {
    const text = String.fromCharCode(...code);
    if (codes.has(text)) return;
    codes.add(text);
    nodes += code.length;
    const skeleton = String.fromCharCode(...code.map((token) => (isLiteral(token) ? 255 : token)));
    skeletons.set(skeleton, (skeletons.get(skeleton) ?? 0) + 1);
  });
  const alike = [...skeletons.values()].filter((count) => count > 1);
  return {
    emitted: 2 ** 20,
    distinct: codes.size,
    meanNodesOfDistinct: nodes / codes.size,
    shareDifferingOnlyInLiterals: alike.reduce((sum, count) => sum + count, 0) / codes.size,
  };
}

/** The peers run every program on every case: `ratioOnAll` leaves out of ours what was not. */
async function peers(python: string, ours: Rate) {
  const results = [];
  for (const name of ['deap', 'gplearn']) {
    const script = fileURLToPath(new URL(`./peers/${name}_candidates.py`, import.meta.url));
    const { stdout } = await run(python, [script, '--cases', '64'], {
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    });
    const peer = JSON.parse(stdout) as { perCpuSecond: number };
    const ratio = ours.perSecondOfIdleCores / peer.perCpuSecond;
    const ratioOnAll = ours.runOnAllPerSecondOfIdleCores / peer.perCpuSecond;
    results.push({ name, ...peer, ratio, ratioOnAll });
  }
  return results;
}

/**
 * How many distinct programs a second the sampler generates, runs and scores, on one core and on
 * two workers whose spaces are disjoint, with 16 and with 64 cases.
 */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      seconds: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      peers: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds);
  const seed = Number(values.seed);
  const rates: Rate[] = [];
  for (const cases of [16, 64]) {
    rates.push(onOneCore(cases, seconds, seed));
    rates.push(await onTwoWorkers(cases, seconds, seed));
  }
  const oneCore = rates.find((rate) => rate.workers === 1 && rate.cases === 64)!;
  const report = {
    task: 'x**4 + x**3 + x**2 + x on [-1, 1]; + - * / sin cos',
    rates,
    variety: variety(seed),
    peers: values.peers && (await peers(values.peers, oneCore)),
  };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
