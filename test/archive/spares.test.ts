import { describe, expect, test } from 'vitest';

import { Spares } from '../../src/archive/spares.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import { survivorOf, type Survivor } from '../../src/domain/survivor.ts';

const survivor = (id: string, letters: number, behaviour: string): Survivor => ({
  ...survivorOf({ id, source: 'x'.repeat(letters) } as unknown as Candidate, []),
  behaviour,
});

const idsOf = (some: readonly Survivor[]) => some.map(({ candidate }) => candidate.id);

describe('spares', () => {
  test('are the shortest few that behave as a survivor does, and not itself', () => {
    const spares = new Spares();
    const first = survivor('a', 1, 'p');
    const alike = [5, 3, 4, 2, 6].map((letters) => survivor(`b${letters}`, letters, 'p'));
    const taken = [first, ...alike].map((one) => spares.add(one));
    expect(taken).toEqual([true, true, true, true, true, false]);
    spares.add(survivor('c', 1, 'q'));
    expect(idsOf(spares.beside([first], 9))).toEqual(['b2', 'b3', 'b4']);
    expect(idsOf(spares.beside([first], 2))).toEqual(['b2', 'b3']);
    expect(idsOf(spares.beside([survivor('c', 1, 'q')], 9))).toEqual([]);
  });

  test('come back from what they tell of themselves', () => {
    const all = ['pa', 'qb', 'pc', 'qd', 'pe'].map((id) => survivor(id, 3, id[0]!));
    const spares = new Spares();
    for (const one of all) spares.add(one);
    const again = new Spares();
    const told = spares.checkpoint();
    for (const id of told) again.add(all.find(({ candidate }) => candidate.id === id)!);
    expect(again.checkpoint()).toEqual(told);
    expect(again.beside([all[0]!], 9)).toEqual(spares.beside([all[0]!], 9));
  });
});
