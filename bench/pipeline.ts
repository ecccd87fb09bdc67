import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

import { readAddress } from '../src/adapters/models/endpoint/address.ts';
import { endpoint } from '../src/adapters/models/endpoint/endpoint.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { openEngine, type Outcome, type Progress } from '../src/index.ts';
import { collect } from '../src/proposing/collect.ts';
import { Forms } from '../src/proposing/forms.ts';
import { identify } from '../src/proposing/identify.ts';
import { normalForm } from '../src/realities/function/form/normal-form.ts';
import { wordingOf } from '../src/composing/wordings.ts';
import { languageModel } from '../src/proposing/language/language-model.ts';
import { exampleProblem } from './model-server/problem.ts';
import { startServer, cpuSecondsBelow } from './model-server/process.ts';

/** Counting the time of all processes takes time itself, and progress is told at every step. */
const betweenMomentsMs = 250;

/** Every reply is as long, with idle words where the program is shorter. */
const tokensPerReply = 200;

const never = new AbortController().signal;

/**
 * Different functions that are all wrong: four in five of them in the first example, which is
 * (1, 2, 3) => 2, and one in five not before the second.
 */
function writeCorpus(folder: string): void {
  mkdirSync(folder);
  for (let index = 0; index < 5; index++) {
    const number = '({{integer}} + 9)';
    const result =
      index === 0 ? `b * ${number} - 2 * (${number} - 1)` : `sum + ${index} * ${number}`;
    const source = [
      'export function median3(a: number, b: number, c: number): number {',
      '  const values = [a, b, c];',
      '  let sum = 0;',
      '  for (const value of values) {',
      '    if (value > 0) sum += value;',
      '    else sum -= value / 2;',
      '  }',
      '  const low = Math.min(...values);',
      '  if (low > sum) return low;',
      `  return ${result};`,
      '}',
    ].join('\n');
    writeFileSync(join(folder, `${index}.ts`), source);
  }
}

/** What this process and all that it started have used, the server left out. */
function cpuSeconds(serverPid: number): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + cpuSecondsBelow(process.pid, serverPid);
}

/**
 * A whole run: requests, replies, duplicates, the gauntlet, the archive and the ledger. Rates are
 * taken between two moments of the search, so that starting and finishing are not in them.
 */
async function endToEnd(seconds: number, warmUpSeconds: number): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-pipeline-'));
  const corpus = join(home, 'corpus');
  writeCorpus(corpus);
  const server = await startServer(
    '--tokens-per-second',
    '1000000',
    '--reply-tokens',
    String(tokensPerReply),
    '--corpus',
    corpus,
  );
  const engine = await openEngine({ home });
  interface Moment {
    readonly progress: Progress;
    readonly cpu: number;
    readonly host: number;
    readonly server: number;
  }
  let first: Moment | undefined;
  let last: Moment | undefined;
  const observe = (progress: Progress): void => {
    const dueMs =
      last === undefined ? warmUpSeconds * 1000 : last.progress.elapsedMs + betweenMomentsMs;
    if (progress.phase !== 'searching' || progress.elapsedMs < dueMs) return;
    const { user, system } = process.cpuUsage();
    last = {
      progress,
      cpu: cpuSeconds(server.pid),
      host: (user + system) / 1e6,
      server: server.cpuSeconds() ?? Number.NaN,
    };
    first ??= last;
  };
  let outcome: Outcome;
  try {
    outcome = await engine.solve(
      fileURLToPath(new URL('../examples/numbers/median3.sluice.json', import.meta.url)),
      {
        models: [`${server.url}#simulated`],
        seed: 1,
        budget: { seconds: seconds + warmUpSeconds },
      },
      observe,
      never,
    );
  } finally {
    await engine.close();
    await server.end();
    rmSync(home, { recursive: true });
  }
  if (first === undefined || last === undefined) throw new Error('the run was too short');
  const [before, after] = [first.progress, last.progress];
  const wallSeconds = (after.elapsedMs - before.elapsedMs) / 1000;
  const replies = after.counts.proposed - before.counts.proposed;
  const run = after.counts.run - before.counts.run;
  const usedSeconds = last.cpu - first.cpu;
  const tokens = replies * tokensPerReply;
  return {
    cores: availableParallelism(),
    replies,
    distinctRun: run,
    duplicates: after.counts.duplicates - before.counts.duplicates,
    verdicts: outcome.counts.verdicts,
    missing: outcome.counts.missing ?? {},
    wallSeconds,
    cpuSeconds: usedSeconds,
    hostCpuSeconds: last.host - first.host,
    serverCpuSeconds: last.server - first.server,
    tokensPerWallSecond: Math.round(tokens / wallSeconds),
    /** What two cores that do nothing else would come to. */
    tokensPerTwoCpuSeconds: Math.round((2 * tokens) / usedSeconds),
    candidatesRunPerWallSecond: Math.round(run / wallSeconds),
  };
}

/** The share of one core that it takes to read one stream, and make candidates of it. */
async function oneStream(tokensPerSecond: number, seconds: number): Promise<object> {
  const server = await startServer(
    '--tokens-per-second',
    String(tokensPerSecond),
    '--reply-tokens',
    String(tokensPerReply),
  );
  const id = `${server.url}#simulated`;
  const source = endpoint(id, { address: readAddress(id)!, environment: {}, clock: systemClock });
  const problem = exampleProblem();
  const session = await languageModel(source, wordingOf).open(problem, { seed: 1, workers: 1 });
  const forms = new Forms({ formOf: normalForm });
  let tokens = 0;
  const consume = async (step: number): Promise<void> => {
    const asks = [{ island: 0, parents: [], count: 1 }];
    const { drafts } = await collect(session, { step, asks }, never);
    for (const { draft, island } of drafts) {
      forms.of(identify(draft, { model: id, step, island }).source);
      tokens += draft.tokens;
    }
  };
  const warmUpSteps = 100;
  for (let step = 0; step < warmUpSteps; step++) await consume(step);
  tokens = 0;
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const pending: Promise<void>[] = [];
  // Each reply is asked for when the one before it is due, whatever asking takes.
  for (let dueMs = 0; dueMs < seconds * 1000; dueMs += (tokensPerReply / tokensPerSecond) * 1000) {
    const aheadMs = startMs + dueMs - performance.now();
    if (aheadMs > 0) await wait(aheadMs);
    pending.push(consume(warmUpSteps + pending.length));
  }
  await Promise.all(pending);
  const wallSeconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await session.close();
  await server.end();
  const used = (user + system) / 1e6;
  return {
    tokensPerSecond: Math.round(tokens / wallSeconds),
    shareOfOneCore: used / wallSeconds,
    /** For as many tokens as the stream is to give, where a loaded machine gave fewer. */
    shareAtFullRate: (used / tokens) * tokensPerSecond,
  };
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string', default: '10' },
      'warm-up': { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds);
  const report = {
    benchmark: 'pipeline',
    endToEnd: await endToEnd(seconds, Number(values['warm-up'])),
    stream: await oneStream(17_000, seconds),
  };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
