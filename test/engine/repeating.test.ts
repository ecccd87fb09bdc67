import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Outcome } from '../../src/index.ts';
import { example, inWords, priced, right, wrong } from './priced.ts';

const never = new AbortController().signal;
const replies = [...wrong(300), ...Array.from({ length: 20 }, () => inWords(right))];

let at: Awaited<ReturnType<typeof priced>>;
let recorded: Outcome;

beforeAll(async () => {
  at = await priced(replies);
  recorded = await at.solve({ budget: { candidates: 200, tokens: 10_000_000 } });
}, 180_000);

afterAll(() => at.close());

/** What must come out again: everything but times, names of runs and where files lie. */
function essence({ status, counts, cost, contest, shortlist, compared }: Outcome): unknown {
  const finalists = shortlist.map(({ candidate, source, why, rank, measures, evidence }) => {
    return { candidate, source, why, rank, evidence, size: measures['size'] };
  });
  return { status, counts, cost, contest, compared, finalists };
}

const candidatesOf = (run: string): unknown[] =>
  at.engine.ledger
    .read(run)!
    .events.flatMap((event) => (event.kind === 'candidate' ? [event.candidate] : []));

describe('a run that repeats another', () => {
  it('comes to the same candidates and the same shortlist, and asks nobody', async () => {
    const asked = at.server.counts().requests;
    const { status, shortlist } = recorded;
    expect([status, shortlist.length > 0]).toEqual(['survived', true]);
    // The models are those of the recorded run; what it takes is time, which is not repeated.
    const options = { replayOf: recorded.run };
    const spec = example('numbers/median3.sluice.json');
    const repeated = await at.engine.solve(spec, options, () => undefined, never);
    expect(essence(repeated)).toEqual(essence(recorded));
    expect(candidatesOf(repeated.run)).toEqual(candidatesOf(recorded.run));
    expect(repeated.replayOf).toBe(recorded.run);
    expect(at.server.counts().requests).toBe(asked);
    expect([...at.engine.ledger.replies(repeated.run, 'begin')]).toEqual([]);
  });

  it('opens no connection, although something listens where the model was', async () => {
    const other = await priced(replies);
    const { run } = await other.solve({ budget: { candidates: 40, tokens: 1_000_000 } });
    const { port } = new URL(other.server.url);
    await other.server.close();
    let connections = 0;
    const listener: Server = createServer().on('connection', () => connections++);
    listener.listen(Number(port), '127.0.0.1');
    await once(listener, 'listening');
    expect((listener.address() as AddressInfo).port).toBe(Number(port));
    try {
      const spec = example('numbers/median3.sluice.json');
      const { counts } = await other.engine.solve(spec, { replayOf: run }, () => undefined, never);
      expect(counts).toEqual(other.engine.outcome(run).counts);
      expect(connections).toBe(0);
    } finally {
      listener.close();
      await other.engine.close();
    }
  });

  it('can be repeated itself, and after an interruption', async () => {
    const control = new AbortController();
    const stop = ({ counts }: { counts: { run: number } }): void => {
      if (counts.run >= 30) control.abort();
    };
    const cut = await at.solve(
      { budget: { candidates: 200, tokens: 10_000_000 } },
      stop,
      control.signal,
    );
    const resumed = await at.engine.resume(cut.run, {}, () => undefined, never);
    const spec = example('numbers/median3.sluice.json');
    const first = await at.engine.solve(spec, { replayOf: cut.run }, () => undefined, never);
    expect(essence(first)).toEqual(essence(resumed));
    const twice = await at.engine.solve(spec, { replayOf: first.run }, () => undefined, never);
    expect(essence(twice)).toEqual(essence(resumed));
  });

  it('says what is lacking: another seed, another specification, or no language model', async () => {
    const asked = at.server.counts().requests;
    const repeat = (spec: string, options: object): Promise<Outcome> =>
      at.engine.solve(
        example(spec),
        { replayOf: recorded.run, ...options },
        () => undefined,
        never,
      );
    // What is asked for is known when it is asked: the run has begun, and ends on record.
    await expect(repeat('numbers/median3.sluice.json', { seed: 2 })).rejects.toMatchObject({
      fault: 'environment',
      message: expect.stringContaining('another seed'),
    });
    const begun = at.engine.ledger.runs().length;
    await expect(repeat('lists/double-evens.sluice.json', {})).rejects.toMatchObject({
      fault: 'input',
      message: expect.stringContaining('another specification'),
    });
    expect(at.engine.ledger.runs()).toHaveLength(begun);
    const plain = await at.solve({ models: ['grammar'], budget: { candidates: 1000 } });
    await expect(
      repeat('numbers/median3.sluice.json', { replayOf: plain.run }),
    ).rejects.toMatchObject({ message: expect.stringContaining('no language model') });
    expect(at.server.counts().requests).toBe(asked);
  });
});
