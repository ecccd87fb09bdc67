import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { hasPython } from '../adapters/sandboxes/command/has-python.ts';

const check = fileURLToPath(new URL('../../examples/packing/check.py', import.meta.url));

/** Four circles that touch each other and the walls, and points to make them 26. */
const quarters = ['[0.25, 0.25, 0.25]', '[0.75, 0.25, 0.25]', '[0.25, 0.75, 0.25]'];
const points = Array.from({ length: 22 }, (_, index) => `[0.5, ${0.4 + index / 1000}, 0]`);

function judged(...last: string[]): { readonly code: number | null; readonly said: string } {
  const circles = [...quarters, ...last, ...points].slice(0, 26);
  const { status, stdout, stderr } = spawnSync('python3', [check], {
    input: `[${circles.join(', ')}]`,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: status, said: stdout + stderr };
}

describe.runIf(hasPython)('circles are checked with no tolerance', () => {
  it('those that touch exactly are taken, and their radii summed', () => {
    expect(judged('[0.75, 0.75, 0.25]')).toEqual({ code: 0, said: '{"sum_radii": 1.0}\n' });
  });

  it('an overlap that no floating-point number could show is one', () => {
    const said = judged('[0.75, 0.75, 0.2500000000000000000000000001]');
    expect(said).toMatchObject({ code: 1 });
    const inside = judged('[0.7499999999999999999999999999, 0.75, 0.25]');
    expect(inside).toMatchObject({ code: 1, said: expect.stringContaining('overlap') });
  });

  const refused: readonly (readonly [string, string])[] = [
    ['[0.75, 0.75, NaN]', 'no number'],
    ['[0.75, 0.75, Infinity]', 'no number'],
    ['[0.75, 0.75, -0.1]', 'negative'],
    ['[0.75, 0.75, "0.1"]', 'something other than numbers'],
    ['[0.75, 0.75, true]', 'something other than numbers'],
    ['[0.75, 0.75]', 'not [x, y, r]'],
    ['[0.75, 0.75, 1e999999999]', 'a number such as'],
    ['[0.75, 0.9, 0.15]', 'leaves the square'],
  ];
  it.each(refused)('%s is refused', (circle, reason) => {
    const { code, said } = judged(circle);
    expect(code).toBe(1);
    expect(said).toContain(reason);
  });

  it('a list of fewer than 26 is refused', () => {
    const circles = [...quarters, ...points.slice(1)];
    const { status } = spawnSync('python3', [check], { input: `[${circles.join(', ')}]` });
    expect(status).toBe(1);
  });
});
