import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';

import { confinedSandbox } from '../../../src/adapters/sandboxes/confined/sandbox.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import type { FunctionSandbox } from '../../../src/ports/sandbox.ts';
import {
  limitMsMost,
  trialFuel,
  trialLimitMs,
} from '../../../src/realities/function/trial-limit.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';
import { openFile } from './open.ts';

const instances = fc.integer({ min: 1, max: 200 });
const wallMs = fc.double({ min: 0, max: 2000, noNaN: true });
const fuel = fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined });

test('what a trial may spend follows what baselines spent, and not how long they took', () => {
  fc.assert(
    fc.property(wallMs, wallMs, fuel, instances, (one, other, spent, count) => {
      const most = trialFuel({ wallMs: one, fuel: spent }, count);
      expect(trialFuel({ wallMs: other, fuel: spent }, count)).toBe(most);
      if (spent !== undefined) {
        expect(most).toBeGreaterThanOrEqual(Math.min(2 * limitMsMost, 50 * spent * count));
      }
    }),
  );
});

test('the backstop is never less than the fuel takes, or than fifty times the slowest baseline', () => {
  fc.assert(
    fc.property(wallMs, fuel, instances, (slowestMs, spent, count) => {
      const pace = { wallMs: slowestMs, fuel: spent };
      const limitMs = trialLimitMs(pace, count);
      expect([1000, 4000, 15_000, 60_000]).toContain(limitMs);
      expect(limitMs).toBeGreaterThanOrEqual(trialFuel(pace, count) / 2);
      expect(limitMs).toBeGreaterThanOrEqual(Math.min(60_000, 50 * slowestMs * count));
    }),
  );
});

const open: Reality[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));

/** Tells of everything that it took so many times as long. */
function slowed(sandbox: FunctionSandbox, factor: number): FunctionSandbox {
  return {
    confinement: sandbox.confinement,
    async *run(trials, signal) {
      for await (const outcome of sandbox.run(trials, signal)) {
        yield { ...outcome, wallMs: outcome.wallMs * factor };
      }
    },
    close: () => sandbox.close(),
  };
}

const rounds = (units: number) => units * 5000;
const specification = `export default {
  intent: 'The number itself.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  score: {
    direction: 'minimise',
    instances: () => [1],
    evaluate: (f, x) => Math.abs(f(x) - x),
    baselines: {
      'a slow one'(x) { for (let k = 0; k < ${rounds(60)}; k++); return x + 1; },
    },
  },
};
`;

test.each([0, 1, 2000])(
  'the same programs are stopped where everything took %d times as long',
  async (factor) => {
    const path = writtenSpec(specification);
    const options = { workers: 1, engineOnly: true, specPath: path };
    const reality = await openFile(path, 1, slowed(confinedSandbox(options), factor));
    open.push(reality);
    // More than any program may spend, and less than fifty times what the baseline spends.
    const patient = `export const f = (x) => { for (let k = 0; k < ${rounds(2300)}; k++); return x; };`;
    const batch = [patient, 'export const f = (x) => { for (;;); };'].map(candidateOf);
    const never = new AbortController().signal;
    const seen: Evidence[] = await Array.fromAsync(reality.judge('train', batch, never));
    const [done, stopped] = seen;
    expect(done?.verdict).toBe('passed');
    expect(stopped).toMatchObject({ verdict: 'timedOut', fuelMost: 50 * (60 + 1) });
  },
);
