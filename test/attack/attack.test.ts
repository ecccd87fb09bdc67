import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { systemClock } from '../../src/adapters/system/clock.ts';
import { writtenSpec } from '../fixtures/written-spec.ts';
import { attacked } from './turned-on.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

const doubled = {
  intent: 'Twice a number.',
  function: { name: 'twice', params: [{ name: 'a', type: 'number' }], returns: 'number' },
};
const cases = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([arg, result]) => ({ args: [arg], result }));

const scoring = (evaluate: string): string => `
  import { defineFunction } from 'sluice';
  export default defineFunction({
    ...${JSON.stringify(doubled)},
    examples: [],
    score: {
      direction: 'minimise',
      instances: (split) => ({ train: [1, 2, 3], validate: [4, 5], final: [6] })[split],
      evaluate: (candidate, x) => { ${evaluate} },
      baselines: { 'three times': (a) => 3 * a },
    },
  });`;

const holding = (holds: string): string => `
  import { defineFunction } from 'sluice';
  import fc from 'fast-check';
  export default defineFunction({
    ...${JSON.stringify(doubled)},
    properties: { double: { inputs: [fc.integer({ min: 1 })], holds: (candidate, x) => { ${holds} } } },
  });`;

const names = async (spec: object | string) =>
  (await attacked(writtenSpec(spec))).map(({ cheat }) => cheat);

describe('a weak specification: the attack names what it lets through, and the mend', () => {
  it('examples alone do not tell a function from a table of them', async () => {
    const found = await attacked(
      writtenSpec({
        ...doubled,
        examples: cases([
          [1, 2],
          [2, 4],
        ]),
      }),
    );
    expect(found).toEqual([
      {
        cheat: 'a lookup table',
        does: 'knows the visible examples by heart, and nothing else',
        passed: ['examples'],
        mend: expect.stringContaining('add held-out cases or a property'),
      },
    ]);
  });

  it('examples that share their result do not tell a function from a constant', async () => {
    const spec = {
      ...doubled,
      examples: cases([
        [1, 2],
        [2, 2],
      ]),
      heldOut: cases([[3, 2]]),
    };
    expect(await names(spec)).toEqual(['a constant answer', 'a lookup table']);
  });

  it('a tolerance that all results are within takes them for one', async () => {
    const spec = {
      ...doubled,
      examples: cases([
        [1, 10],
        [2, 20],
      ]),
      heldOut: cases([[3, 21]]),
      tolerance: 0.4,
    };
    expect(await names(spec)).toEqual(['a middling answer']);
  });

  it('a score that compares with what is no number is won by it', async () => {
    const careless = scoring('return Math.abs(candidate(x) - 2 * x) > 0.1 ? 1 : 0;');
    expect(await names(careless)).toEqual(['a number that is none']);
  });

  it('a score that catches what is thrown is won by throwing', async () => {
    const careless = scoring('try { return Math.abs(candidate(x) - 2 * x); } catch { return 0; }');
    expect(await names(careless)).toEqual(['a speaking exception']);
  });

  it('a property that holds of anything is no check, and one line says so', async () => {
    expect(await names(holding('candidate(x); return true;'))).toEqual(['a constant answer']);
  });

  it('a property that catches what is thrown is met by throwing', async () => {
    const careless = holding('try { return candidate(x) === 2 * x; } catch { return true; }');
    expect(await names(careless)).toEqual(['a speaking exception']);
  });
});

describe('a good specification: the attack says nothing', () => {
  const good: readonly (readonly [string, object | string])[] = [
    [
      'held-out cases',
      {
        ...doubled,
        examples: cases([
          [1, 2],
          [2, 4],
        ]),
        heldOut: cases([[3, 6]]),
      },
    ],
    ['a property', holding('return candidate(x) === 2 * x;')],
    ['a score', scoring('return Math.abs(candidate(x) - 2 * x);')],
  ];
  it.each(good)('%s', async (_, spec) => {
    expect(await names(spec)).toEqual([]);
  });
});

describe('every example that comes with Sluice stops every cheat', () => {
  const specs = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?:\.sluice\.(?:json|ts)|\.csv)$/.test(file),
  );
  // A command judges these; cheats are functions.
  const functions = specs
    .filter((file) => !readFileSync(join(examples, file), 'utf8').includes('"judge":'))
    .toSorted();

  it.each(functions)('%s', async (path) => {
    expect(await attacked(join(examples, path), { strict: true })).toEqual([]);
  });
});

describe('strict, and cut off', () => {
  const weak = writtenSpec({
    ...doubled,
    examples: cases([
      [1, 2],
      [2, 4],
    ]),
  });

  it('strict makes what came through an error of the input', async () => {
    await expect(attacked(weak, { strict: true })).rejects.toMatchObject({
      fault: 'input',
      found: expect.stringContaining('a lookup table'),
      mend: expect.stringContaining('add held-out cases'),
    });
  });

  const hasty = { ...systemClock, deadline: () => AbortSignal.abort() };

  it('an attack that is cut off keeps nobody from searching', async () => {
    expect(await attacked(weak, { clock: hasty })).toEqual([]);
  });

  it('strict wants an attack that came to its end', async () => {
    await expect(attacked(weak, { strict: true, clock: hasty })).rejects.toMatchObject({
      fault: 'input',
      found: expect.stringContaining('untried'),
    });
  });

  it('an interrupted attack leaves the rest to the run', async () => {
    const interrupt = AbortSignal.abort();
    expect(await attacked(weak, { strict: true, interrupt })).toEqual([]);
  });
});
