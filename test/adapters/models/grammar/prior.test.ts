import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { factorOf, priorFrom, remember } from '../../../../src/adapters/models/grammar/prior.ts';

const operator = fc.constantFrom('number.add', 'number.max', 'integer[].map', 'text.slice');
const program = fc
  .array(operator, { maxLength: 6 })
  .map((ids) => ids.map((id) => `(${id} p0`).join(' '));
const runs = fc.array(fc.array(program, { maxLength: 3 }), { maxLength: 30 });

describe('the prior of the grammar', () => {
  it('an operator that survivors use gains, one that they do not use loses, within bounds', () => {
    const prior = remember(
      undefined,
      Array.from({ length: 40 }, () => '(number.max p0 (number.add p0 p1))'),
    );
    const more = remember(prior, ['(number.max p0 (number.max p0 p1))']);
    expect(factorOf(more, 'number.max')).toBeGreaterThan(factorOf(more, 'number.add'));
    expect(factorOf(more, 'number.sin')).toBeLessThan(1);
    fc.assert(
      fc.property(runs, operator, (history, id) => {
        const learnt = history.reduce(
          remember,
          undefined as ReturnType<typeof remember> | undefined,
        );
        expect(factorOf(learnt, id)).toBeGreaterThanOrEqual(0.5);
        expect(factorOf(learnt, id)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('knows nothing at first, and forgets what no longer comes', () => {
    expect(factorOf(undefined, 'number.add')).toBe(1);
    let prior = remember(undefined, ['(number.max p0 p1)']);
    for (let run = 0; run < 100; run++) prior = remember(prior, ['(number.add p0 p1)']);
    expect(Object.keys(prior.uses)).toEqual(['number.add']);
    expect(prior.programs).toBeLessThan(11);
  });

  it('is plain JSON, and what is no prior counts as none', () => {
    fc.assert(
      fc.property(runs, (history) => {
        const learnt = history.reduce(remember, remember(undefined, []));
        expect(priorFrom(JSON.parse(JSON.stringify(learnt)))).toEqual(learnt);
      }),
    );
    for (const junk of [
      undefined,
      null,
      3,
      'x',
      {},
      { programs: 'x', uses: {} },
      { programs: 1 },
    ]) {
      expect(priorFrom(junk)).toBeUndefined();
    }
  });
});
