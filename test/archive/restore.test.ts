import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { Archive } from '../../src/archive/archive.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import type { Survivor } from '../../src/domain/survivor.ts';

const islands = 3;

const survivor = fc
  .record({
    id: fc.uuid(),
    score: fc.integer({ min: 0, max: 5 }),
    size: fc.integer({ min: 1, max: 6 }),
    island: fc.integer({ min: 0, max: islands - 1 }),
    behaviour: fc.integer({ min: 0, max: 23 }).map(String),
  })
  .map(({ id, score, size, island, behaviour }): Survivor => {
    const candidate = { id, source: 'x'.repeat(size), island } as Candidate;
    const scores = [score, score];
    return { candidate, evidence: [], scores, score, measures: { size }, behaviour };
  });

/** Who would breed on each island, and who leads. */
function standing(archive: Archive): unknown {
  const parents = Array.from({ length: islands }, (_, island) =>
    archive.parents(island, 3, seededRandom('parents')).map(({ candidate }) => candidate.id),
  );
  return { parents, best: archive.best()?.candidate.id };
}

describe('an archive that was restored', () => {
  it('goes on as if it had never been put away, whatever it takes in and whenever it is reset', () => {
    fc.assert(
      fc.property(
        fc.array(survivor, { maxLength: 120 }),
        fc.array(survivor, { maxLength: 30 }),
        (before, after) => {
          const axes = [{ name: 'size', bounds: [2, 4] }];
          const options = { axes, direction: 'minimise', islands } as const;
          const known = new Map(before.map((each) => [each.candidate.id, each]));
          const whole = new Archive(options);
          for (const [place, each] of before.entries()) {
            whole.add(each);
            if (place % 20 === 19) whole.reset(seededRandom(`reset ${place}`));
          }
          const restored = Archive.restore(options, whole.checkpoint(), (id) => known.get(id));
          expect(standing(restored)).toEqual(standing(whole));
          for (const each of after) {
            expect(restored.add(each)).toBe(whole.add(each));
            expect(standing(restored)).toEqual(standing(whole));
          }
          whole.reset(seededRandom('reset'));
          restored.reset(seededRandom('reset'));
          expect(standing(restored)).toEqual(standing(whole));
        },
      ),
      { numRuns: 300 },
    );
  });
});
