import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realityContract } from '../../../src/testing/reality-contract.ts';
import { openFile, openSpec } from './open.ts';

const framework = { describe, it, expect, beforeAll, afterAll };
const example = (path: string) =>
  fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url));

const median = (body: string) =>
  `export function median3(a: number, b: number, c: number): number {\n  return ${body};\n}\n`;

realityContract(framework, 'of equality with examples', async () => ({
  reality: await openFile(example('numbers/median3.sluice.json')),
  good: [
    median('Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))'),
    median('a + b + c - Math.min(a, b, c) - Math.max(a, b, c)'),
  ],
  bad: [median('b'), median('(a + b + c) / 3'), median('"b"')],
  broken: [median('('), median('d'), median('median3(a, b, c)'), 'export const median4 = 1;'],
  heldOut: {
    tells: [/2\.5, ?10/u, /-3, ?0, ?-8/u],
    sources: [
      median('a % 1 === 0 ? Math.max(Math.min(a, b), Math.min(Math.max(a, b), c)) : 0'),
      median('c === -8 ? b : Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))'),
    ],
  },
}));

const priority = (body: string) =>
  `export function priority(item: number, remaining: number, capacity: number): number {\n  return ${body};\n}\n`;

realityContract(framework, 'of a score', async () => ({
  reality: await openSpec(packing),
  good: [priority('-remaining'), priority('capacity - remaining')],
  bad: [priority('remaining'), priority('2 * remaining'), priority('NaN')],
  broken: [priority('('), priority('missing'), priority('[]')],
}));

const greatestCommonDivisor = (body: string) =>
  `export function gcd(a: number, b: number): number {\n  ${body}\n}\n`;

realityContract(framework, 'of a reference and properties', async () => ({
  reality: await openSpec(divisor),
  good: [
    greatestCommonDivisor('return b === 0 ? Math.abs(a) : gcd(b, a % b);'),
    greatestCommonDivisor('while (b !== 0) [a, b] = [b, a % b];\n  return Math.abs(a);'),
  ],
  bad: [
    greatestCommonDivisor('return Math.min(a, b);'),
    greatestCommonDivisor('return b === 0 ? a : gcd(b, a % b) * (a > 5000 ? -1 : 1);'),
    greatestCommonDivisor('return a === 12 && b === 18 ? 6 : a === 7 && b === 5 ? 1 : 2;'),
  ],
  broken: [
    greatestCommonDivisor('return gcd(a, b);'),
    greatestCommonDivisor("throw new Error('no');"),
  ],
}));

/** A small online bin packing, with worst fit as the baseline. */
const packing = `
import { defineFunction } from 'sluice';
export default defineFunction({
  intent: 'Which bin an item goes into.',
  function: {
    name: 'priority',
    params: [
      { name: 'item', type: 'number' },
      { name: 'remaining', type: 'number' },
      { name: 'capacity', type: 'number' },
    ],
    returns: 'number',
  },
  score: {
    direction: 'minimise',
    instances: (split, seed) =>
      Array.from({ length: 8 }, (_, k) =>
        Array.from({ length: 60 }, (_, j) => 20 + ((seed % 1009) * 31 + k * 17 + j * j * 29) % 50)),
    evaluate(priority, items) {
      const bins: number[] = [];
      for (const item of items) {
        let best = -1;
        let most = -Infinity;
        bins.forEach((remaining, index) => {
          const wish = remaining >= item ? priority(item, remaining, 100) : -Infinity;
          if (!(wish <= most)) [best, most] = [index, wish];
        });
        if (best < 0) bins.push(100 - item);
        else bins[best]! -= item;
      }
      return Number.isNaN(priority(1, 1, 1)) ? NaN : bins.length;
    },
    baselines: { 'worst fit': (item, remaining) => remaining },
    published: { 'lower bound': (items) => items.reduce((sum, item) => sum + item, 0) / 100 },
  },
});
`;

const divisor = `
import { defineFunction } from 'sluice';
import * as fc from 'fast-check';
export default defineFunction({
  intent: 'The greatest common divisor.',
  function: {
    name: 'gcd',
    params: [{ name: 'a', type: 'integer' }, { name: 'b', type: 'integer' }],
    returns: 'integer',
  },
  examples: [{ args: [12, 18], result: 6 }, { args: [7, 5], result: 1 }],
  reference(a, b) {
    for (let d = Math.max(Math.abs(a), Math.abs(b)); d > 0; d--) if (a % d === 0 && b % d === 0) return d;
    return 0;
  },
  properties: {
    'is never negative': { inputs: [fc.nat(10_000), fc.nat(10_000)], holds: (gcd, a, b) => gcd(a, b) >= 0 },
  },
  objectives: ['size', { name: 'worstNs', weight: 0.2 }],
});
`;
