import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Remembered } from '../../src/domain/remembered.ts';

const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 60 });

describe('a set that remembers the newest', () => {
  it('knows the last of those that came in, and forgets what is twice as old', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), (all) => {
        const remembered = new Remembered(5);
        for (const text of all) expect(remembered.add(text)).toBe(true);
        for (const text of all.slice(-5)) expect(remembered.has(text)).toBe(true);
        for (const text of all.slice(0, -10)) expect(remembered.has(text)).toBe(false);
      }),
    );
  });

  it('goes on from its growths as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(texts), texts, (batches, after) => {
        const whole = new Remembered(3);
        const growths = batches.map((batch) => {
          for (const text of batch) whole.add(text);
          return whole.growth();
        });
        const resumed = new Remembered(3, growths);
        expect(resumed.growth()).toEqual([]);
        for (const text of after) expect(resumed.add(text)).toBe(whole.add(text));
        expect(resumed.growth()).toEqual(whole.growth());
      }),
    );
  });
});
