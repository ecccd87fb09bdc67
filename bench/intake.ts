import { parseArgs } from 'node:util';

import { readAddress } from '../src/adapters/models/endpoint/address.ts';
import { endpoint } from '../src/adapters/models/endpoint/endpoint.ts';
import { systemClock } from '../src/adapters/system/clock.ts';
import { Remembered } from '../src/domain/remembered.ts';
import type { ModelSession } from '../src/ports/model.ts';
import { collect, type Answer } from '../src/proposing/collect.ts';
import { Forms } from '../src/proposing/forms.ts';
import { identify } from '../src/proposing/identify.ts';
import { normalForm } from '../src/realities/function/form/normal-form.ts';
import { wordingOf } from '../src/composing/wordings.ts';
import { languageModel } from '../src/proposing/language/language-model.ts';
import { exampleProblem } from './model-server/problem.ts';
import { startServer } from './model-server/process.ts';

/** Steps under way at once, and requests a step, as a search has them. */
const lag = 4;
const asksPerStep = 16;
const samplesPerAsk = 8;

const never = new AbortController().signal;

interface Intake {
  replies: number;
  tokens: number;
  requests: number;
  distinct: number;
  duplicates: number;
  missing: Map<string, number>;
}

/** Asks until `enough` says so, and takes in what comes as a search does before the gauntlet. */
async function takeIn(
  session: ModelSession,
  firstStep: number,
  enough: (intake: Intake) => boolean,
): Promise<Intake> {
  const seen = new Remembered(1_000_000, []);
  const intake = { replies: 0, tokens: 0, requests: 0, distinct: 0, duplicates: 0 };
  const all: Intake = { ...intake, missing: new Map() };
  const asks = Array.from({ length: asksPerStep }, () => ({
    island: 0,
    parents: [],
    count: samplesPerAsk,
  }));
  let step = firstStep;
  const inFlight: Promise<Answer>[] = [];
  const begin = (): void => void inFlight.push(collect(session, { step: step++, asks }, never));
  for (let under = 0; under < lag; under++) begin();
  for (let answer = inFlight.shift(); answer !== undefined; answer = inFlight.shift()) {
    fold(all, await answer, seen);
    if (!enough(all)) begin();
  }
  return all;
}

const forms = new Forms({ formOf: normalForm });

function fold(all: Intake, { drafts, costs, missing }: Answer, seen: Remembered): void {
  for (const { draft, island } of drafts) {
    const { id } = identify(draft, { model: 'simulated', step: 0, island });
    // As a search tells them: letter by letter first, then by what makes a difference.
    if (seen.add(id) && seen.add(forms.of(draft.source))) all.distinct++;
    else all.duplicates++;
  }
  all.replies += drafts.length;
  for (const cost of costs) {
    all.tokens += cost.outputTokens;
    all.requests += cost.requests;
  }
  for (const [reason, samples] of missing) {
    all.missing.set(reason, (all.missing.get(reason) ?? 0) + samples);
  }
}

/** The intake by wall and by CPU time, with what the server, a process of its own, has used. */
async function measure(seconds: number): Promise<object> {
  const server = await startServer(
    '--tokens-per-second',
    '1000000',
    '--reply-tokens',
    '200',
    '--skill',
    '0.05',
  );
  const source = endpoint(`${server.url}#simulated`, {
    address: readAddress(`${server.url}#simulated`)!,
    environment: {},
    clock: systemClock,
  });
  const session = await languageModel(source, wordingOf).open(exampleProblem(), {
    seed: 1,
    workers: 1,
  });
  // The first steps are the server's preparation, and the compiler's.
  const warmUpSteps = 100;
  let left = warmUpSteps;
  await takeIn(session, 0, () => --left <= 0);
  const serverBefore = server.cpuSeconds() ?? Number.NaN;
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  const intake = await takeIn(session, 1000, () => performance.now() >= endMs);
  const wallSeconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const serverCpuSeconds = (server.cpuSeconds() ?? Number.NaN) - serverBefore;
  await session.close();
  await server.end();
  return {
    benchmark: 'intake',
    tokensPerReply: Math.round(intake.tokens / intake.replies),
    samplesPerRequest: Math.round(intake.replies / intake.requests),
    ...intake,
    missing: Object.fromEntries(intake.missing),
    wallSeconds,
    cpuSeconds,
    serverCpuSeconds,
    tokensPerWallSecond: Math.round(intake.tokens / wallSeconds),
    tokensPerCpuSecond: Math.round(intake.tokens / cpuSeconds),
    candidatesPerCpuSecond: Math.round(intake.replies / cpuSeconds),
  };
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const report = await measure(Number(values.seconds));
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
