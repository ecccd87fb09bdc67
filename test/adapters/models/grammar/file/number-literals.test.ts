import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  numbersIn,
  withNumbers,
} from '../../../../../src/adapters/models/grammar/file/number-literals.ts';

const script = `import math  # v3.11
size = 26
# EVOLVE-BLOCK-START
r1 = 0.5 * 3
x = f(10, 2e-3)
# EVOLVE-BLOCK-END
seed = 7
`;

describe('number literals of a file', () => {
  it('are found in the region that may change, and not in names or versions', () => {
    expect(numbersIn(script, 'EVOLVE-BLOCK').map(({ value }) => value)).toEqual([
      0.5, 3, 10, 0.002,
    ]);
    expect(numbersIn(script, undefined).map(({ value }) => value)).toEqual([
      26, 0.5, 3, 10, 0.002, 7,
    ]);
    expect(numbersIn(script, 'NO-SUCH-MARK')).toEqual([]);
  });

  it('are replaced one by one, and nothing else changes', () => {
    const changed = withNumbers(script, 'EVOLVE-BLOCK', new Map([[1, -4]]));
    expect(changed).toBe(script.replace('0.5 * 3', '0.5 * (-4)'));
  });

  it('replacing a number by itself in another text keeps the count of numbers', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(1e6), (text, value) => {
        const count = numbersIn(text, undefined).length;
        if (count === 0) return;
        const changed = withNumbers(text, undefined, new Map([[0, value]]));
        expect(numbersIn(changed, undefined).length).toBe(count);
        expect(numbersIn(changed, undefined)[0]?.value).toBe(value);
      }),
    );
  });
});
