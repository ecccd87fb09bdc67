import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { sameValue } from '../../src/domain/value.ts';

it('no finite number is close to an infinity, whatever the tolerance', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }),
      fc.constantFrom(Infinity, -Infinity),
      (number, tolerance, infinity) => {
        expect(sameValue(number, infinity, tolerance)).toBe(false);
        expect(sameValue(infinity, number, tolerance)).toBe(false);
        expect(sameValue(-infinity, infinity, tolerance)).toBe(false);
        expect(sameValue(infinity, infinity, tolerance)).toBe(true);
      },
    ),
  );
});
