import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  numbersIn,
  withNumbers,
} from '../../../../../src/adapters/models/grammar/file/number-literals.ts';

const script = `import math  # v3.11
size = 26
r1 = 0.5 * 3
x = f(10, 2e-3)
seed = 7
`;

describe('number literals of a file', () => {
  it('are found, and not in names or versions', () => {
    expect(numbersIn(script).map(({ value }) => value)).toEqual([26, 0.5, 3, 10, 0.002, 7]);
  });

  it('are replaced one by one, and nothing else changes', () => {
    const changed = withNumbers(script, new Map([[2, -4]]));
    expect(changed).toBe(script.replace('0.5 * 3', '0.5 * (-4)'));
  });

  it('replacing a number by itself in another text keeps the count of numbers', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(1e6), (text, value) => {
        const count = numbersIn(text).length;
        if (count === 0) return;
        const changed = withNumbers(text, new Map([[0, value]]));
        expect(numbersIn(changed).length).toBe(count);
        expect(numbersIn(changed)[0]?.value).toBe(value);
      }),
    );
  });
});
