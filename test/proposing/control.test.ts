import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { Control } from '../../src/proposing/control.ts';

it('of any number of questions the share is plain, to within one, also across a break', () => {
  const cases = [fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(300), fc.nat(300)] as const;
  fc.assert(
    fc.property(...cases, (share, count, pause) => {
      let control = new Control(share);
      let plain = 0;
      for (let question = 0; question < count; question++) {
        if (question === pause) control = new Control(share, control.questions);
        if (control.take()) plain++;
      }
      expect(Math.abs(plain - share * count)).toBeLessThan(1 + 1e-9);
    }),
  );
});
