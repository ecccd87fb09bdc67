import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discreteGenerators } from '../../../../../../src/adapters/models/grammar/discrete/index.ts';
import type {
  ExampleProblem,
  Finding,
  Generator,
} from '../../../../../../src/adapters/models/grammar/generator.ts';
import { compile } from '../../../../../../src/adapters/models/grammar/language/compile.ts';
import { keyOf } from '../../../../../../src/adapters/models/grammar/language/expression.ts';
import { sameValue, type Value, type ValueType } from '../../../../../../src/domain/value.ts';

function deduce(problem: ExampleProblem): Generator | undefined {
  const generators = discreteGenerators.flatMap((make) => make(problem, 1) ?? []);
  return generators.find(({ name }) => name === 'deduction');
}

const lists = [
  [3, 8, 1, 8, 2],
  [5],
  [],
  [4, 4, 9, 7],
  [10, 2, 6, 3, 3],
  [1, 12, 5],
  [0, 15, 6, 9],
  [13, 14, 11, 21],
];

function problemOf(
  params: readonly ValueType[],
  result: ValueType,
  cases: readonly (readonly Value[])[],
  wanted: (...args: never[]) => Value,
): ExampleProblem {
  const run = wanted as (...args: readonly Value[]) => Value;
  const examples = cases.map((args) => ({ args, result: run(...args) }));
  return { params, result, examples, tolerance: 0, constants: [] };
}

/** The first program that deduction finds, as a function. */
function firstOf(problem: ExampleProblem, advances = 200): (...args: Value[]) => Value {
  const generator = deduce(problem);
  for (let count = 0; count < advances; count++) {
    const found = generator?.advance(2_000).findings[0];
    if (found !== undefined) return compile(found.program, problem.params.length);
  }
  throw new Error('nothing was found');
}

const cases = lists.map((items) => [items]);
const unseen = [13, 2, 2, 6, 18, 7, 0, 9];

const bend = (items: number[]) => items.map((item) => (item > 5 ? item - 5 : item * 2));
const slope = (items: number[], k: number) => items.map((item, index) => item + index * k);
const multiples = (items: number[]) => items.filter((item) => item % 3 === 0);
const above = (items: number[], limit: number) => items.filter((item) => item > limit);
const differences = (items: number[]) => items.slice(1).map((item, index) => item - items[index]!);
const products = (left: number[], right: number[]) =>
  left.map((item, index) => item * (right[index] ?? 0));
const totals = (items: number[]) => {
  let total = 0;
  return items.map((item) => (total += item * 2));
};
const rotated = (items: number[]) => [...items.slice(-3), ...items.slice(0, -3)];
const start = (items: number[]) => items.slice(0, items[0] ?? 0);
const greatest = (items: number[]) => items.map(() => Math.max(...items));
const doubled = (text: string) => Array.from(text).map((letter) => letter + letter);
const squares = (count: number) => Array.from({ length: count }, (_, index) => index * index);
const keyOfFinding = ({ program }: Finding) => keyOf(program);

const consonants = (text: string) => text.replaceAll(/[aeiou]/g, '');
const shifted = (text: string) =>
  Array.from(text, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1)).join('');
const camel = (text: string) =>
  text.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const longWords = (text: string) =>
  text
    .split(' ')
    .filter((word) => word.length > 3)
    .join(' ');

describe('deduction over lists', () => {
  test('declines a problem whose result has no parts', () => {
    const sum = problemOf(['integer[]'], 'integer', cases, (items: number[]) => items.length);
    expect(deduce(sum)).toBeUndefined();
    const texts = [['ab'], ['x'], ['']];
    const longer = problemOf(['string'], 'string', texts, (text: string) => `${text} and more`);
    expect(deduce(longer)).toBeUndefined();
  });

  test('finds a conditional on the elements of a map', () => {
    const found = firstOf(problemOf(['integer[]'], 'integer[]', cases, bend));
    expect(found(unseen)).toEqual(bend(unseen));
  });

  test('finds a map that takes a parameter and the index', () => {
    const withFactor = lists.map((items, index) => [items, index + 2]);
    const found = firstOf(problemOf(['integer[]', 'integer'], 'integer[]', withFactor, slope));
    expect(found(unseen, 11)).toEqual(slope(unseen, 11));
  });

  test('finds a filter by the value and one by a parameter', () => {
    const byValue = firstOf(problemOf(['integer[]'], 'integer[]', cases, multiples));
    expect(byValue(unseen)).toEqual(multiples(unseen));
    const limited = lists.map((items, index) => [items, index + 2]);
    const byParameter = firstOf(problemOf(['integer[]', 'integer'], 'integer[]', limited, above));
    expect(byParameter(unseen, 6)).toEqual(above(unseen, 6));
  });

  test('finds what neighbours and two lists make side by side', () => {
    const neighbours = firstOf(problemOf(['integer[]'], 'integer[]', cases, differences));
    expect(neighbours(unseen)).toEqual(differences(unseen));
    const pairs = lists.map((items) => [items, items.map((item) => (item * 5) % 7)]);
    const both = firstOf(problemOf(['integer[]', 'integer[]'], 'integer[]', pairs, products));
    expect(both([2, 3, 4], [5, 6])).toEqual([10, 18, 0]);
  });

  test('finds running totals', () => {
    const found = firstOf(problemOf(['integer[]'], 'integer[]', cases, totals));
    expect(found(unseen)).toEqual(totals(unseen));
  });

  test('finds a rotation, as one part behind the other', () => {
    const found = firstOf(problemOf(['integer[]'], 'integer[]', cases, rotated), 1);
    expect(found(unseen)).toEqual(rotated(unseen));
  });

  test('finds where a part ends, and an element that stands everywhere', () => {
    const part = firstOf(problemOf(['integer[]'], 'integer[]', cases, start));
    expect(part([3, 9, 1, 7, 2])).toEqual([3, 9, 1]);
    const everywhere = firstOf(problemOf(['integer[]'], 'integer[]', cases, greatest));
    expect(everywhere(unseen)).toEqual(greatest(unseen));
  });

  test('maps over the letters of a text and over the numbers below another', () => {
    const texts = ['ab', 'Xyz', '', 'hello', 'b'].map((text) => [text]);
    const letters = firstOf(problemOf(['string'], 'string[]', texts, doubled));
    expect(letters('quiz')).toEqual(doubled('quiz'));
    const counts = [0, 1, 2, 5, 3].map((count) => [count]);
    const numbers = firstOf(problemOf(['integer'], 'integer[]', counts, squares));
    expect(numbers(7)).toEqual(squares(7));
  });

  test.each([
    ['a choice of characters', consonants, ['hello', 'sky', '', 'queue up', 'education'], 'adieu'],
    ['an image of each character', shifted, ['abc', 'hal', 'ibm', 'm', 'hello'], 'cobol'],
    ['an image of each piece', camel, ['a_b', 'hello_world', 'one_two_three', 'x'], 'to_be_or'],
    ['a choice of words', longWords, ['the quick fox', 'big red dogs bark', 'a'], 'some are long'],
  ] as const)('takes texts apart: %s', (_, wanted, seen, other) => {
    const texts = seen.map((text) => [text]);
    const found = firstOf(problemOf(['string'], 'string', texts, wanted));
    expect(found(other)).toEqual(wanted(other));
  });

  test('every finding agrees with every example, and the same seed finds the same', () => {
    const example = fc.record({
      items: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
      result: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
    });
    const free = fc.uniqueArray(example, {
      minLength: 1,
      maxLength: 3,
      selector: ({ items }) => items.join(),
    });
    const images = fc
      .tuple(free, fc.constantFrom(1, 2, 3), fc.constantFrom(0, 4))
      .map(([examples, factor, offset]) =>
        examples.map(({ items }) => ({
          items,
          result: items.map((item) => item * factor + offset),
        })),
      );
    fc.assert(
      fc.property(fc.oneof(free, images), (examples) => {
        const problem: ExampleProblem = {
          params: ['integer[]'],
          result: 'integer[]',
          examples: examples.map(({ items, result }) => ({ args: [items], result })),
          tolerance: 0,
          constants: [],
        };
        // It declines what has nothing to deduce from, such as a single example.
        const [first, second] = [0, 1].map(() => deduce(problem)?.advance(3_000));
        expect(first === undefined).toBe(second === undefined);
        if (first === undefined) return;
        expect(first.considered).toEqual(second!.considered);
        expect(first.findings.map(keyOfFinding)).toEqual(second!.findings.map(keyOfFinding));
        for (const { program } of first.findings) {
          const run = compile(program, 1);
          for (const { args, result } of problem.examples) {
            expect(sameValue(run(...args), result, 0)).toBe(true);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
