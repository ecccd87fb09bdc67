import { describe, expect, it } from 'vitest';
import { loneBranches } from '../../../../../src/adapters/models/grammar/discrete/support.ts';
import { parse } from '../../../../../src/adapters/models/grammar/language/parse.ts';
import type { Value } from '../../../../../src/domain/value.ts';

const inputs: readonly (readonly Value[])[] = [[1], [2], [3], [4], [5], [6]];
const lone = (key: string, returns: 'string' | 'boolean' | 'integer') =>
  loneBranches(parse(key, { params: [{ type: 'integer' }], returns }), inputs);

describe('branches for a single example', () => {
  it('are none where every case has several examples', () => {
    expect(lone('(integer.if (integer.less p0 4) 0 p0)', 'integer')).toBe(0);
    expect(lone('(integer.add p0 1)', 'integer')).toBe(0);
  });

  it('are counted in chains of conditions, each for the examples that reach it', () => {
    expect(lone('(text.if (integer.equal p0 3) "x" "y")', 'string')).toBe(1);
    expect(
      lone('(text.if (integer.less p0 4) (text.if (integer.equal p0 1) "x" "y") "z")', 'string'),
    ).toBe(1);
    expect(lone('(text.if (integer.less p0 9) "x" "y")', 'string')).toBe(1);
  });

  it('are counted in alternatives', () => {
    expect(lone('(boolean.or (integer.equal p0 1) (integer.equal p0 6))', 'boolean')).toBe(1);
    expect(lone('(boolean.and (integer.less p0 4) (integer.less 1 p0))', 'boolean')).toBe(0);
  });
});
