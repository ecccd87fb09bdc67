import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { Archive, type ArchiveOptions, type Entry } from '../../src/archive/archive.ts';
import { survivorOf } from '../../src/domain/survivor.ts';

interface Made {
  readonly name: string;
  readonly scores: readonly number[];
  readonly size: number;
  readonly behaviour: string;
  readonly island: number;
}

function entryOf({ name, scores, size, behaviour, island }: Made): Entry {
  const candidate = {
    id: name,
    source: name,
    parents: [],
    strategy: 'mutate',
    tokens: 0,
    costUsd: 0,
    model: 'grammar',
    step: 0,
    island,
  };
  const total = scores.length;
  const measures = { size };
  return survivorOf(candidate, [
    { candidate: name, stage: 'train', verdict: 'passed', passed: total, total, wallMs: 0 },
    {
      candidate: name,
      stage: 'train',
      verdict: 'passed',
      passed: total,
      total,
      wallMs: 0,
      scores,
      measures,
      behaviour,
    },
  ]);
}

const options: ArchiveOptions = {
  axes: [{ name: 'size', bounds: [4, 8] }],
  direction: 'minimise',
  islands: 3,
};

const made: fc.Arbitrary<Made[]> = fc
  .array(
    fc.record({
      scores: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
      size: fc.integer({ min: 1, max: 12 }),
      behaviour: fc.integer({ min: 0, max: 15 }).map(String),
      island: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((one, index) => ({ ...one, name: `c${index}` })));

function filled(all: readonly Made[]): Archive {
  const archive = new Archive(options);
  for (const one of all) archive.add(entryOf(one));
  return archive;
}

const names = (entries: readonly Entry[]) => entries.map(({ candidate }) => candidate.id);

describe('the archive', () => {
  test('the best entry is never worse than any that was added', () => {
    fc.assert(
      fc.property(made, (all) => {
        const archive = filled(all);
        const best = archive.best();
        const highest = Math.max(...all.map((one) => archive.qualityOf(entryOf(one))));
        expect(best === undefined ? -Infinity : archive.qualityOf(best)).toBe(highest);
      }),
    );
  });

  test('survivors come best first, one a cluster of behaviour', () => {
    fc.assert(
      fc.property(made, (all) => {
        const archive = filled(all);
        const survivors = archive.survivors(Infinity);
        const qualities = survivors.map((entry) => archive.qualityOf(entry));
        expect(qualities).toEqual(qualities.toSorted((left, right) => right - left));
        expect(new Set(survivors.map((entry) => entry.behaviour)).size).toBe(survivors.length);
      }),
    );
  });

  test('a cell keeps no more than its depth, whatever is added', () => {
    fc.assert(
      fc.property(made, (all) => {
        const { islands } = filled(all).checkpoint();
        for (const elites of islands) expect(elites.length).toBeLessThanOrEqual(3 * 4);
      }),
    );
  });

  test('whoever is rejected leaves all as it was', () => {
    fc.assert(
      fc.property(made, (all) => {
        const archive = new Archive(options);
        for (const one of all) {
          const before = archive.checkpoint();
          if (archive.add(entryOf(one)) === 'rejected')
            expect(archive.checkpoint()).toEqual(before);
        }
      }),
    );
    // A cell full of better ones, for which the shorter of two alike would leave its own.
    const archive = new Archive(options);
    const size = { good: 3, long: 7, short: 2 };
    for (const behaviour of ['a', 'b', 'c', 'd']) {
      const good = { scores: [0, 0, 0], behaviour, island: 0, size: size.good };
      archive.add(entryOf({ ...good, name: behaviour }));
    }
    const alike = { scores: [4, 4, 4], behaviour: 'alike', island: 0 };
    expect(archive.add(entryOf({ ...alike, name: 'long', size: size.long }))).toBe('new');
    expect(archive.add(entryOf({ ...alike, name: 'short', size: size.short }))).toBe('rejected');
    expect(names(archive.survivors(9))).toContain('long');
  });

  test('within a cluster the shorter of two equals stays', () => {
    const archive = new Archive(options);
    const one = { scores: [1, 1, 1], behaviour: 'same', island: 0 };
    expect(archive.add(entryOf({ ...one, name: 'long', size: 7 }))).toBe('new');
    expect(archive.add(entryOf({ ...one, name: 'short', size: 3 }))).toBe('improved');
    expect(archive.add(entryOf({ ...one, name: 'longer', size: 8 }))).toBe('rejected');
    expect(names(archive.survivors(9))).toEqual(['short']);
  });

  test('a checkpoint brings the same archive back', () => {
    fc.assert(
      fc.property(made, fc.integer(), (all, seed) => {
        const archive = filled(all);
        const byId = new Map(all.map((one) => [one.name, entryOf(one)]));
        const checkpoint: unknown = JSON.parse(JSON.stringify(archive.checkpoint()));
        const again = Archive.restore(options, checkpoint as never, (id) => byId.get(id));
        for (let island = 0; island < 3; island++) {
          const parentsOf = (from: Archive) =>
            from.parents(island, 2, seededRandom(seed)).map(({ candidate }) => candidate.id);
          expect(parentsOf(again)).toEqual(parentsOf(archive));
        }
        expect(names(again.survivors(99))).toEqual(names(archive.survivors(99)));
      }),
    );
  });

  test('parents are different, come from the island asked for, and the same seed draws the same', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 0, max: 2 }), fc.integer(), (all, island, seed) => {
        const archive = filled(all);
        const parents = archive.parents(island, 3, seededRandom(seed));
        const ids = parents.map(({ candidate }) => candidate.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { candidate } of parents) expect(candidate.island).toBe(island);
        expect(
          archive.parents(island, 3, seededRandom(seed)).map(({ candidate }) => candidate.id),
        ).toEqual(ids);
      }),
    );
  });

  test('nominees are the better half by rank, then the best of each further cell', () => {
    const archive = new Archive({ ...options, islands: 1 });
    const add = (name: string, cost: number, size: number): void => {
      const scores = [cost, cost, cost];
      archive.add(entryOf({ name, scores, size, behaviour: name, island: 0 }));
    };
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) add(name, index, 90);
    add('short', 8, 1);
    expect(names(archive.survivors(4))).toEqual(['a', 'b', 'c', 'd']);
    expect(names(archive.nominees(4))).toEqual(['a', 'b', 'short', 'c']);
  });

  test('a reset starts the worse half anew from champions of the better half', () => {
    const archive = new Archive({ ...options, islands: 2 });
    const one = { scores: [1, 1, 1], size: 5 };
    archive.add(entryOf({ ...one, name: 'good', behaviour: 'good', island: 0 }));
    archive.add(entryOf({ ...one, name: 'bad', scores: [9, 9, 9], behaviour: 'bad', island: 1 }));
    archive.reset(seededRandom(1));
    const [parent] = archive.parents(1, 2, seededRandom(2));
    expect(parent?.candidate.id).toBe('good');
    expect(names(archive.survivors(9))).toEqual(['good']);
  });
});
