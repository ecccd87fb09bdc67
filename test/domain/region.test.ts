import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joined, splitAtRegions } from '../../src/domain/region.ts';

const lines = fc
  .array(fc.constantFrom('# B-START\n', '# B-END\n', 'x\n', '\n', 'y'), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('a text with marked regions', () => {
  it('is the parts that it is split into', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const marked = splitAtRegions(text, 'B');
        if (marked === undefined) return;
        expect(joined(marked)).toBe(text);
        expect(marked.fixed).toHaveLength(marked.open.length + 1);
      }),
    );
  });

  it('has as many as it has marks, in turn', () => {
    const one = '# B-START\nx\n# B-END\n';
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (count) => {
        expect(splitAtRegions(`a\n${one.repeat(count)}b\n`, 'B')!.open).toEqual(
          Array.from({ length: count }, () => 'x\n'),
        );
      }),
    );
    for (const wrong of ['', 'x\n', '# B-START\n', '# B-END\n# B-START\n', `${one}# B-START\n`]) {
      expect(splitAtRegions(wrong, 'B')).toBeUndefined();
    }
  });

  it('is all one region where no name is given', () => {
    expect(splitAtRegions('x', undefined)).toEqual({ fixed: ['', ''], open: ['x'] });
  });
});
