import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Evidence } from '../../src/domain/evidence.ts';
import { Fuel, type FuelCheckpoint } from '../../src/gauntlet/fuel.ts';

const base = { candidate: 'c', wallMs: 1 };
const passed = (fuel: number | undefined, stage = 'examples'): Evidence => ({
  ...base,
  stage,
  verdict: 'passed',
  passed: 1,
  total: 1,
  ...(fuel === undefined ? {} : { fuel }),
});

test('a trial may spend fifty times the median of those that passed its stage', () => {
  const fuel = new Fuel();
  for (const spent of [3, 1, 100, 2, 4]) fuel.fold(passed(spent));
  expect(fuel.limits().for('examples')).toEqual([150]);
  expect(fuel.limits().for('properties').at(-1)).toBeUndefined();
});

test("nobody's failure sets a limit, and without a survivor it rises to the engine's own", () => {
  const fuel = new Fuel();
  fuel.fold({ ...base, stage: 'examples', verdict: 'timedOut', limitMs: 1000, fuel: 2000 });
  fuel.fold({ ...base, stage: 'examples', verdict: 'crashed', error: '', fuel: 7 });
  fuel.fold(passed(undefined));
  expect(fuel.limits().for('examples').at(-1)).toBeUndefined();
});

test('who spends less than a unit leaves room for a loop', () => {
  const fuel = new Fuel();
  fuel.fold(passed(0));
  expect(fuel.limits().for('examples')).toEqual([10]);
});

test('a snapshot stands still, the newest count, and what is kept goes on as before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5000), { minLength: 1, maxLength: 300 }),
      fc.nat(299),
      (all, at) => {
        const whole = new Fuel();
        const first = new Fuel();
        for (const spent of all.slice(0, at)) first.fold(passed(spent));
        const before = first.limits();
        const known = before.for('examples');
        const resumed = new Fuel(JSON.parse(JSON.stringify(first.checkpoint())) as FuelCheckpoint);
        for (const spent of all) whole.fold(passed(spent));
        for (const spent of all.slice(at)) {
          first.fold(passed(spent));
          resumed.fold(passed(spent));
        }
        expect(before.for('examples')).toEqual(known);
        expect(resumed.limits().for('examples')).toEqual(whole.limits().for('examples'));
        const median = all.slice(-101).toSorted((left, right) => left - right);
        expect(whole.limits().for('examples')).toEqual([
          Math.max(10, 50 * median[median.length >> 1]!),
        ]);
      },
    ),
  );
});
