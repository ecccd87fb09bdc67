import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { example, priced, wrong } from '../engine/priced.ts';

/** How often a run that pays is killed; the full form of the kills has `SLUICE_KILLS=100`. */
const kills = Math.ceil(Number(process.env['SLUICE_KILLS'] ?? 3) / 10) + 2;
const random = seededRandom(process.env['SLUICE_SEED'] ?? 'paid once');
const main = fileURLToPath(new URL('../../src/faces/cli/main.ts', import.meta.url));
const never = new AbortController().signal;

let at: Awaited<ReturnType<typeof priced>>;
beforeAll(async () => {
  at = await priced(wrong(1000), 200);
});
afterAll(() => at.close());

const limits = ['--candidates', '400', '--tokens', '10000000'];
const solving = ['solve', example('numbers/median3.sluice.json'), '--model'];

function start(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env: { PATH: process.env['PATH'], SLUICE_HOME: at.home },
    detached: true,
    stdio: 'ignore',
  });
}

const repliesOf = (run: string) =>
  [...at.engine.ledger.replies(run, 'begin')].map((reply) => ({
    asked: `${reply.question} ${reply.seed}`,
    cost: reply.unpack().cost,
  }));

describe('a run that is killed again and again while it pays', () => {
  test('pays nothing twice: each answer once, and at its most what was under way', async () => {
    let run: string | undefined;
    for (let kill = 0; kill < kills; kill++) {
      const child = start(
        ...(run === undefined ? [...solving, at.model, ...limits] : ['resume', run]),
      );
      const gone = once(child, 'exit');
      const before = run === undefined ? 0 : repliesOf(run).length;
      const more = 1 + random.below(4);
      while (
        child.exitCode === null &&
        (run === undefined || repliesOf(run).length < before + more)
      ) {
        run ??= at.engine.ledger.runs()[0]?.header.id;
        await wait(20);
      }
      await wait(random.float() * 300);
      if (child.exitCode === null)
        process.kill(random.float() < 0.5 ? child.pid! : -child.pid!, 'SIGKILL');
      await gone;
      const asked = repliesOf(run!).map((reply) => reply.asked);
      expect(new Set(asked).size).toBe(asked.length);
    }
    const { cost } = await at.engine.resume(run!, {}, () => undefined, never);
    const { events } = at.engine.ledger.read(run!)!;
    const settled = new Set(
      events.flatMap((event) => (event.kind === 'settled' ? [event.request] : [])),
    );
    const sent = events.filter((event) => event.kind === 'requested');
    const open = sent.filter(({ request }) => !settled.has(request));
    const replies = repliesOf(run!);
    const paid = [...replies.map((reply) => reply.cost), ...open.map(({ most }) => most)];
    const tokens = paid.reduce(
      (sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens,
      0,
    );
    expect(cost.inputTokens + cost.outputTokens).toBe(tokens);
    expect(new Set(replies.map(({ asked }) => asked)).size).toBe(replies.length);
    // Whatever reached the server was on record before, and is counted.
    expect(at.server.counts().requests).toBeLessThanOrEqual(sent.length);
    expect(cost.requests).toBe(sent.length);
  }, 300_000);
});
