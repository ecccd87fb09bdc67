import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { Ensemble, type EnsembleCheckpoint } from '../../src/proposing/ensemble.ts';

interface Source {
  readonly chance: number;
  readonly dollars: number;
}

/** How often each is asked in so many steps; from the middle on by an ensemble that came back. */
function asked(sources: readonly Source[], steps: number, seed: number, breaks = false): number[] {
  let ensemble = new Ensemble(sources.length);
  const counts = sources.map(() => 0);
  const random = seededRandom(seed);
  for (let step = 0; step < steps; step++) {
    if (breaks && step === steps >> 1) {
      const kept = JSON.parse(JSON.stringify(ensemble.checkpoint())) as EnsembleCheckpoint;
      ensemble = new Ensemble(sources.length, kept);
    }
    const index = ensemble.choose(random.fork(`choose ${step}`));
    counts[index]!++;
    const { chance, dollars } = sources[index]!;
    const worth = random.fork(`worth ${step}`).float() < chance ? 1 : 0;
    ensemble.fold(index, { worth, dollars, tokens: 100 });
  }
  return counts;
}

const source = fc.record({
  chance: fc.double({ min: 0, max: 1, noNaN: true }),
  dollars: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('an ensemble of models', () => {
  it('asks the model more whose steps are worth more, and forgets none', () => {
    const dollars = 1;
    const [good, poor] = asked(
      [
        { chance: 0.5, dollars },
        { chance: 0.05, dollars },
      ],
      400,
      1,
    );
    expect(good).toBeGreaterThan(3 * poor!);
    expect(poor).toBeGreaterThan(4);
  });

  it('asks the cheaper of two that are worth the same more often', () => {
    const [cheap, dear] = asked(
      [
        { chance: 0.3, dollars: 0.1 },
        { chance: 0.3, dollars: 1 },
      ],
      400,
      2,
    );
    expect(cheap).toBeGreaterThan(3 * dear!);
  });

  it('chooses the same for the same chance and the same results, also after a crash', () => {
    const sources = fc.array(source, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sources, fc.nat(), (some, seed) => {
        const counts = asked(some, 40, seed);
        expect(asked(some, 40, seed, true)).toEqual(counts);
        expect(Math.min(...counts)).toBeGreaterThan(0);
      }),
    );
  });

  it('never asks a model that is exhausted', () => {
    const ensemble = new Ensemble(2);
    ensemble.exhaust(0);
    expect([0, 1].map((at) => ensemble.isExhaustedAt(at))).toContain(false);
    const random = seededRandom(1);
    expect(
      Array.from({ length: 20 }, () => ensemble.choose(random)).every((one) => one === 1),
    ).toBe(true);
    ensemble.exhaust(1);
    expect([0, 1].map((at) => ensemble.isExhaustedAt(at))).not.toContain(false);
  });
});
