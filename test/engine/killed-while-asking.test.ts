import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Outcome, RunEvent } from '../../src/index.ts';
import { example, priced, wrong } from './priced.ts';

const main = fileURLToPath(new URL('../../src/faces/cli/main.ts', import.meta.url));
const never = new AbortController().signal;

/** Slow enough to be killed while it is being waited for. */
const tokensPerSecond = 120;

let at: Awaited<ReturnType<typeof priced>>;

beforeAll(async () => {
  at = await priced(wrong(1000), tokensPerSecond);
}, 180_000);

afterAll(() => at.close());

const eventsOf = (run: string): readonly RunEvent[] => at.engine.ledger.read(run)?.events ?? [];

const countOf = (run: string, kind: RunEvent['kind']): number =>
  eventsOf(run).filter((event) => event.kind === kind).length;

const repliesOf = (run: string): string[] =>
  [...at.engine.ledger.replies(run, 'begin')].map(({ question, seed }) => `${question} ${seed}`);

/** Requests that were sent, and of whose answers nobody knows. */
function openIn(run: string): Extract<RunEvent, { kind: 'requested' }>[] {
  const events = eventsOf(run);
  const settled = new Set(
    events.flatMap((event) => (event.kind === 'settled' ? [event.request] : [])),
  );
  return events
    .filter((event) => event.kind === 'requested')
    .filter(({ request }) => !settled.has(request));
}

const tokensOf = ({ cost }: Outcome): number => cost.inputTokens + cost.outputTokens;

/** Starts a run in a process of its own, and kills it when some of its requests are answered. */
async function killed(...limit: readonly string[]): Promise<string> {
  const before = at.engine.ledger.runs().length;
  const spec = example('numbers/median3.sluice.json');
  const given = ['solve', spec, '--model', at.model, '--seed', '1', ...limit];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...given], {
    env: { PATH: process.env['PATH'], SLUICE_HOME: at.home },
    stdio: 'ignore',
  });
  const newest = (): string | undefined => {
    const runs = at.engine.ledger.runs();
    return runs.length > before ? runs[0]!.header.id : undefined;
  };
  // Some of the answers are on record, and some requests are under way.
  for (;;) {
    const run = newest();
    if (run !== undefined && repliesOf(run).length >= 3 && openIn(run).length > 0) break;
    expect(child.exitCode).toBeNull();
    await wait(10);
  }
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  return newest()!;
}

describe('a run that is killed while language models answer', () => {
  it('asks for nothing again that was answered, and comes to what a run comes to that is answered the same undisturbed', async () => {
    const requestsBefore = at.server.counts().requests;
    const run = await killed('--candidates', '240', '--tokens', '10000000');
    expect(countOf(run, 'checkpoint')).toBe(0);
    const sent = countOf(run, 'requested');
    const answered = repliesOf(run);
    const open = openIn(run).length;
    expect(open).toBeGreaterThan(0);
    // Whatever reached the server was on record before.
    expect(at.server.counts().requests - requestsBefore).toBeLessThanOrEqual(sent);

    const cut = at.engine.outcome(run);
    expect(cut.status).toBe('running');
    expect(cut.cost.unanswered).toBe(open);
    expect(cut.cost.requests).toBe(sent);
    const atMost = openIn(run).map(({ most }) => most.inputTokens + most.outputTokens);
    const unknown = atMost.reduce((sum, tokens) => sum + tokens, 0);
    expect(cut.cost.estimated?.tokens).toBeGreaterThanOrEqual(unknown);

    const resumed = await at.engine.resume(run, {}, () => undefined, never);
    const replies = repliesOf(run);
    expect(replies.slice(0, answered.length)).toEqual(answered);
    expect(new Set(replies).size).toBe(replies.length);

    // What an undisturbed run comes to that is answered the same.
    const spec = example('numbers/median3.sluice.json');
    const whole = await at.engine.solve(spec, { replayOf: run }, () => undefined, never);
    expect(resumed.counts).toEqual(whole.counts);
    expect(resumed.shortlist.map(({ source }) => source)).toEqual(
      whole.shortlist.map(({ source }) => source),
    );
    // Each answer is paid once; what was open at the kill is paid at its most besides.
    const answers = [...at.engine.ledger.replies(run, 'begin')]
      .map(({ unpack }) => unpack().cost)
      .reduce((sum, cost) => sum + cost.inputTokens + cost.outputTokens, 0);
    expect(tokensOf(resumed)).toBe(answers + unknown);
    expect(resumed.cost.requests).toBe(whole.cost.requests + open);
  }, 180_000);

  it('keeps its caps, what was open when it was killed counted at its most', async () => {
    const tokens = 90_000;
    const run = await killed('--tokens', String(tokens));
    const charged = tokensOf(at.engine.outcome(run));
    expect(charged).toBeGreaterThan(0);
    expect(charged).toBeLessThanOrEqual(tokens);
    const resumed = await at.engine.resume(run, {}, () => undefined, never);
    expect(tokensOf(resumed)).toBeGreaterThanOrEqual(charged);
    expect(tokensOf(resumed)).toBeLessThanOrEqual(tokens);
  }, 180_000);
});
