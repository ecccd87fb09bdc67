import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/adapters/system/seeded-random.ts';
import type { Example } from '../../../src/domain/function.ts';
import { conforms, valueTypes, type Value, type ValueType } from '../../../src/domain/value.ts';
import { generateInputs } from '../../../src/realities/function/generate-inputs.ts';
import { keyOf } from '../../../src/realities/function/loading/check-examples.ts';

const primitives = {
  number: fc.double({ noNaN: true }),
  integer: fc.integer(),
  boolean: fc.boolean(),
  string: fc.string({ maxLength: 12 }),
};

function valueOf(type: ValueType): fc.Arbitrary<Value> {
  const element = type.replace('[]', '') as keyof typeof primitives;
  const one: fc.Arbitrary<Value> = primitives[element];
  return type.endsWith('[]') ? fc.array(one, { maxLength: 6 }) : one;
}

const problems = fc
  .array(fc.constantFrom(...valueTypes), { minLength: 1, maxLength: 4 })
  .chain((types) =>
    fc.record({
      types: fc.constant(types),
      args: fc.array(fc.tuple(...types.map(valueOf)), { maxLength: 6 }),
      seed: fc.nat(),
    }),
  );

const signatureOf = (types: readonly string[]) => ({
  name: 'f',
  params: types.map((type, index) => ({ name: `p${index}`, type })),
  returns: 'number',
});
const examplesOf = (args: readonly Value[][]): Example[] =>
  args.map((each) => ({ args: each, result: 0 }));

const near = (type: string, ...args: Value[][]) =>
  generateInputs(signatureOf(args[0]!.map(() => type)), examplesOf(args), seededRandom(1), 200).map(
    keyOf,
  );

describe('generated inputs', () => {
  test('lie among more examples than the stack holds', () => {
    const args = Array.from({ length: 300_000 }, (_, index) => [index]);
    const random = seededRandom(1);
    expect(generateInputs(signatureOf(['number']), examplesOf(args), random, 5)).toHaveLength(5);
  });

  test('are of the declared types, all different, none of them an example, and no more than asked', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 0, max: 40 }), ({ types, args, seed }, count) => {
        const random = seededRandom(seed);
        const inputs = generateInputs(signatureOf(types), examplesOf(args), random, count);
        expect(inputs.length).toBeLessThanOrEqual(count);
        for (const input of inputs) {
          expect(input.length).toBe(types.length);
          input.forEach((value, index) => expect(conforms(value, types[index]!)).toBe(true));
        }
        const keys = inputs.map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
        for (const example of args) expect(keys).not.toContain(keyOf(example));
      }),
    );
  });

  test('are the same for the same stream of chance', () => {
    fc.assert(
      fc.property(problems, ({ types, args, seed }) => {
        const draw = () =>
          generateInputs(signatureOf(types), examplesOf(args), seededRandom(seed), 20);
        expect(draw()).toEqual(draw());
      }),
    );
  });

  test('find the edges: equal arguments, zero, the empty text and the empty list', () => {
    const numbers = near('integer', [1, 5, 9], [4, 2, 8]);
    expect(numbers).toContain(keyOf([1, 9, 9]));
    expect(numbers.some((key) => key.includes('0'))).toBe(true);
    expect(near('string', ['Ada Lovelace'])).toContain(keyOf(['']));
    expect(near('integer[]', [[3, 1, 2]])).toContain(keyOf([[]]));
  });

  test('stay whole where the examples are whole', () => {
    const inputs = generateInputs(
      signatureOf(['number']),
      examplesOf([[4], [9]]),
      seededRandom(1),
      50,
    );
    expect(inputs.flat().every(Number.isInteger)).toBe(true);
  });

  test('of types that only models know combine what the examples hold', () => {
    const examples = examplesOf([
      [[[1]], 'a'],
      [[[2]], 'b'],
    ]);
    const inputs = generateInputs(
      signatureOf(['number[][]', "'a' | 'b'"]),
      examples,
      seededRandom(1),
      10,
    );
    expect(inputs.map(keyOf).toSorted()).toEqual(
      [keyOf([[[1]], 'b']), keyOf([[[2]], 'a'])].toSorted(),
    );
  });
});
