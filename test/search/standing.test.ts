import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { Standing } from '../../src/search/standing.ts';

it('counts who is above a best, and who as high, however that best rises meanwhile', () => {
  const quality = fc.integer({ min: -5, max: 5 });
  const happening = fc.record({ quality, rise: fc.option(quality) });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const standing = new Standing();
      const all: number[] = [];
      let best: number | undefined;
      for (const { quality: one, rise } of happenings) {
        standing.add(one);
        all.push(one);
        if (rise !== null) best = Math.max(best ?? -Infinity, rise);
        const than = best ?? -Infinity;
        expect(standing.against(best)).toEqual({
          ahead: all.filter((each) => each > than).length,
          level: all.filter((each) => each >= than).length,
        });
      }
    }),
  );
});
