import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { openEngine, type Observer } from '../../src/index.ts';
import { example } from './priced.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-going-on-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

const never = new AbortController().signal;

/** Interrupts a run once so many programs were considered. */
function cutAt(generated: number): { readonly observe: Observer; readonly signal: AbortSignal } {
  const control = new AbortController();
  const observe: Observer = ({ counts }) => {
    if (counts.considered.generated >= generated) control.abort();
  };
  return { observe, signal: control.signal };
}

it('a budget that a run was given on going on is what is left of when it is interrupted again', async () => {
  const path = example('scheduling/tardiness.sluice.ts');
  const begun = await engine.solve(
    path,
    { seed: 3, budget: { candidates: 200 } },
    () => undefined,
    never,
  );
  const cut = cutAt(begun.counts.considered.generated + 150);
  const further = { budget: { candidates: 400 } };
  const interrupted = await engine.resume(begun.run, further, cut.observe, cut.signal);
  expect(interrupted.status).toBe('interrupted');
  const phases: string[] = [];
  const resumed = await engine.resume(begun.run, {}, ({ phase }) => phases.push(phase), never);
  expect([...new Set(phases)].slice(0, 2)).toEqual(['resuming', 'searching']);
  expect(resumed.counts.considered.generated).toBeGreaterThanOrEqual(
    begun.counts.considered.generated + 400,
  );
  expect(resumed.elapsedMs).toBeGreaterThanOrEqual(interrupted.elapsedMs);
});
