import { describe, expect, it } from 'vitest';

import { Settling } from '../../src/shortlist/settling.ts';

function settledAt(standings: (step: number) => readonly string[], steps = 500): number {
  const settling = new Settling();
  for (let step = 0; step < steps; step++) {
    if (settling.isSettled(step, standings(step))) return step;
  }
  return -1;
}

describe('settling', () => {
  it('never ends a search that has found nothing', () => {
    expect(settledAt(() => [])).toBe(-1);
  });

  it('waits a while after an early find, and as long again after a late one', () => {
    expect(settledAt(() => ['a'])).toBe(60);
    expect(settledAt((step) => (step < 100 ? ['a', String(step)] : ['a']))).toBe(200);
  });
});
