import { parseArgs } from 'node:util';

import { readAddress } from '../src/adapters/models/endpoint/address.ts';
import { endpoint } from '../src/adapters/models/endpoint/endpoint.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { collect } from '../src/proposing/collect.ts';
import { wordingOf } from '../src/composing/wordings.ts';
import { languageModel } from '../src/proposing/language/language-model.ts';
import { exampleProblem } from './model-server/problem.ts';
import { startServer } from './model-server/process.ts';

/** The chance of each fault a request; the rest is answered as it should be. */
const faults = {
  limited: 0.02,
  error: 0.02,
  cut: 0.02,
  malformed: 0.02,
  empty: 0.02,
  garbage: 0.1,
  stall: 0.0001,
};

const asksPerStep = 256;
const samplesPerAsk = 8;
/** After how many replies the memory is looked at. */
const samplesPerLook = 100_000;

const never = new AbortController().signal;

/** Takes in so many replies with faults mixed in, and accounts for each of them. */
async function measure(replies: number): Promise<object> {
  const server = await startServer(
    '--tokens-per-second',
    '1000000',
    ...Object.entries(faults).flatMap(([kind, chance]) => ['--fault', `${kind}=${chance}`]),
  );
  const id = `${server.url}#simulated`;
  const source = endpoint(id, {
    address: readAddress(id)!,
    environment: {},
    clock: systemClock,
    limitMs: 3000,
    backoffMs: 10,
  });
  const session = await languageModel(source, wordingOf).open(exampleProblem(), {
    seed: 1,
    workers: 1,
  });
  const asks = Array.from({ length: asksPerStep }, () => ({
    island: 0,
    parents: [],
    count: samplesPerAsk,
  }));
  const samplesPerStep = asksPerStep * samplesPerAsk;
  const steps = Math.ceil(replies / samplesPerStep);
  const missing = new Map<string, number>();
  const memory: number[] = [];
  let drafts = 0;
  let requests = 0;
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  for (let step = 0; step < steps; step++) {
    const answer = await collect(session, { step, asks }, never);
    drafts += answer.drafts.length;
    for (const cost of answer.costs) requests += cost.requests;
    for (const [reason, samples] of answer.missing) {
      missing.set(reason, (missing.get(reason) ?? 0) + samples);
    }
    if (Math.floor(((step + 1) * samplesPerStep) / samplesPerLook) > memory.length) {
      memory.push(process.memoryUsage.rss());
    }
  }
  const wallSeconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const serverCpuSeconds = server.cpuSeconds();
  await session.close();
  const served = await server.end();
  const lost = [...missing.values()].reduce((sum, samples) => sum + samples, 0);
  return {
    benchmark: 'faults',
    asked: steps * samplesPerStep,
    drafts,
    missing: Object.fromEntries(missing),
    unaccounted: steps * samplesPerStep - drafts - lost,
    requests,
    requestsUnaccounted: served.requests - requests,
    faults: served.faults,
    memoryMegabytes: memory.map((bytes) => Math.round(bytes / 2 ** 20)),
    wallSeconds,
    cpuSeconds: (user + system) / 1e6,
    serverCpuSeconds,
  };
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      replies: { type: 'string', default: '1000000' },
      json: { type: 'boolean', default: false },
    },
  });
  const report = await measure(Number(values.replies));
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
