import type { ExampleProblem } from '../../../../../src/adapters/models/grammar/generator.ts';
import { seededRandom } from '../../../../../src/adapters/system/seeded-random.ts';
import type { Random } from '../../../../../src/ports/random.ts';

/** `count` examples of a function of numbers, its arguments drawn by `draw`. */
export function problemOf(
  target: (...args: number[]) => number,
  draw: (random: Random) => number[],
  {
    count = 20,
    type = 'number',
    tolerance = 1e-9,
  }: { count?: number; type?: 'number' | 'integer'; tolerance?: number } = {},
): ExampleProblem {
  const random = seededRandom('examples');
  const examples = Array.from({ length: count }, () => {
    const args = draw(random);
    return { args, result: target(...args) };
  });
  const params = examples[0]!.args.map(() => type);
  return { params, result: type, examples, tolerance, constants: [] };
}

export const between =
  (low: number, high: number, count = 1) =>
  (random: Random): number[] =>
    Array.from({ length: count }, () => low + (high - low) * random.float());

export const wholeBetween =
  (low: number, high: number, count = 1) =>
  (random: Random): number[] =>
    Array.from({ length: count }, () => low + random.below(high - low + 1));
