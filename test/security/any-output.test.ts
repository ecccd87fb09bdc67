import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSqliteLedger } from '../../src/adapters/ledgers/sqlite/ledger.ts';
import { confinedSandbox } from '../../src/adapters/sandboxes/confined/sandbox.ts';
import { workerProcessSandbox } from '../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { pastOf } from '../../src/domain/recall.ts';
import type { RunEvent, RunHeader } from '../../src/domain/run.ts';
import { noCost } from '../../src/domain/tally.ts';
import type { CompletionSource } from '../../src/ports/completions.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Reality } from '../../src/ports/reality.ts';
import { identify } from '../../src/proposing/identify.ts';
import { wordingOf } from '../../src/composing/wordings.ts';
import { languageModel } from '../../src/proposing/language/language-model.ts';
import { run } from '../../src/run.ts';
import { RunRecord } from '../../src/search/record.ts';
import { largerSpec } from '../fixtures/larger.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { openSpec } from '../realities/function/open.ts';
import { hostileReplies, reply } from './replies.ts';

const folder = temporaryFolder();

const spec = JSON.stringify({
  ...largerSpec,
  examples: Array.from({ length: 10 }, (_, k) => ({ args: [k, 6], result: Math.max(k, 6) })),
});
const right =
  '```ts\nexport function larger(a: number, b: number): number {\n  return a > b ? a : b;\n}\n```';

/** A source that says these things, in order, and then no more. */
function saying(replies: readonly string[]): CompletionSource {
  let next = 0;
  const complete: Awaited<ReturnType<CompletionSource['open']>>['complete'] = ({ samples }) => {
    const texts = replies.slice(next, next + samples);
    next += texts.length;
    return Promise.resolve({
      texts: texts.map((text) => ({ text, tokens: 1, costUsd: 0 })),
      missing: [],
      cost: { ...noCost, requests: 1 },
      isSpent: next >= replies.length,
    });
  };
  const completions = { complete, close: () => Promise.resolve() };
  return {
    id: 'anything',
    deterministic: true,
    isPriced: false,
    open: () => Promise.resolve(completions),
  };
}

const sandboxes = {
  'the confined engine': () => confinedSandbox({ workers: 1 }),
  'the plain child process': () => workerProcessSandbox({ workers: 1 }),
};

describe.each(Object.entries(sandboxes))('whatever a model says, judged by %s', (place, open) => {
  let reality: Reality;
  let ledger: Ledger;
  let runs = 0;
  beforeAll(async () => {
    reality = await openSpec(spec, 1, open());
    ledger = openSqliteLedger(join(folder, `${runs}-${place}.sqlite`));
  }, 120_000);
  afterAll(async () => {
    ledger.close();
    await reality.close();
  });

  /** A whole run in which a model says these things; answers its record. */
  async function runOn(replies: readonly string[]): Promise<readonly RunEvent[]> {
    const model = languageModel(saying(replies), wordingOf);
    const header: RunHeader = {
      id: `r${runs++}`,
      startedAtMs: 0,
      intent: reality.problem.intent,
      specPath: '',
      spec,
      seed: 1,
      models: [model.id],
      budget: { candidates: 10_000 },
      lag: 2,
      sluiceVersion: '',
    };
    const session = await model.open(reality.problem, { seed: 1, workers: 1, resumeFrom: [] });
    const models = [{ model, session }];
    const [clock, random] = [systemClock, seededRandom(1)];
    const record = new RunRecord(header.id, { ledger }, clock);
    const ports = { reality, models, record, clock, random, workers: 1, processors: 1 };
    ledger.begin(header);
    await run(header, pastOf([]), ports, () => undefined, new AbortController().signal);
    return ledger.read(header.id)!.events;
  }

  /** Every reply has its verdict, and what is on record is what was said. */
  async function hasItsVerdict(replies: readonly string[]): Promise<void> {
    const events = await runOn([...replies, right]);
    const ended = events.findLast((event) => event.kind === 'ended')!;
    const { counts, status } = ended;
    expect(status).toBe('survived');
    expect(counts.proposed).toBe(replies.length + 1);
    expect(counts.run + counts.duplicates).toBe(counts.proposed);
    const judged = Object.values(counts.verdicts).reduce((sum, count) => sum + count, 0);
    expect(judged).toBe(counts.run);
    for (const event of events) {
      if (event.kind !== 'candidate') continue;
      expect(identify(event.candidate, event.candidate).id).toBe(event.candidate.id);
    }
  }

  test('has its verdict, and the run goes on to one who is right', async () => {
    const replies = fc.array(reply('larger'), { minLength: 1, maxLength: 40 });
    await fc.assert(fc.asyncProperty(replies, hasItsVerdict), { numRuns: 12 });
  });

  test('also where it is made to break what reads it', async () => {
    await hasItsVerdict(hostileReplies('larger'));
  });
});
