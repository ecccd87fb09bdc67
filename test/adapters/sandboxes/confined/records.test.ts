import { afterAll, describe, expect, test } from 'vitest';

import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import { callsOf, trialOf, valuesOf } from '../../../../src/testing/sandbox/trial.ts';

const never = new AbortController().signal;

/** Ways to have a record read as something else than it holds. */
const spoilers = {
  'an inherited value': 'Object.prototype.value = 9; Object.prototype.get = () => 9;',
  'a setter of array elements':
    "Object.defineProperty(Array.prototype, '0', { __proto__: null, configurable: true, set() {} });",
  'another Reflect':
    "Reflect.ownKeys = () => ['z']; Reflect.getOwnPropertyDescriptor = () => ({ value: 9 });",
  'another Object':
    "Object.keys = () => ['z']; Object.getPrototypeOf = () => null; Object.entries = () => [];",
  'an iterator that lies': 'Array.prototype[Symbol.iterator] = function* () { yield 9; };',
};

const sandbox = confinedSandbox({ workers: 1, engineOnly: true });
afterAll(() => sandbox.close());

describe('a record is what it holds', () => {
  test.each(Object.entries(spoilers))(
    'whatever has been done to the realm: %s',
    async (_, spoil) => {
      const source = `export function f(given) { ${spoil} return { a: given, b: [2, { c: null }] }; }`;
      const trial = trialOf(source, callsOf([{ x: 1 }], [null]));
      const outcomes = await Array.fromAsync(sandbox.run([trial], never));
      expect(outcomes.map(valuesOf)).toEqual([
        [
          { a: { x: 1 }, b: [2, { c: null }] },
          { a: null, b: [2, { c: null }] },
        ],
      ]);
    },
  );
});
