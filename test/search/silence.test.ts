import { describe, expect, it } from 'vitest';

import { Silences } from '../../src/search/silence.ts';

const step = (isNew: boolean, isSpent = false) => ({ isNew, isSpent });

describe('a model that repeats itself', () => {
  it('is asked no longer after so many steps without anything new, counted anew by what is', () => {
    const silences = new Silences(2);
    for (let steps = 0; steps < 15; steps++) expect(silences.fold(0, step(false))).toBeUndefined();
    expect(silences.fold(0, step(true))).toBeUndefined();
    for (let steps = 0; steps < 15; steps++) expect(silences.fold(0, step(false))).toBeUndefined();
    expect(silences.fold(0, step(false))).toBe('repeats');
    expect([silences.has(0), silences.has(1)]).toEqual([true, false]);
    expect(silences.fold(0, step(false))).toBeUndefined();
  });

  it('or that is too dear for what is left falls silent by itself, and stays so after a crash', () => {
    const silences = new Silences(2);
    expect(silences.fold(1, step(true, true))).toBe('unpaid');
    for (let steps = 0; steps < 9; steps++) silences.fold(0, step(false));
    const again = new Silences(2, silences.checkpoint());
    expect([again.has(0), again.has(1)]).toEqual([false, true]);
    for (let steps = 0; steps < 6; steps++) expect(again.fold(0, step(false))).toBeUndefined();
    expect(again.fold(0, step(false))).toBe('repeats');
  });
});
