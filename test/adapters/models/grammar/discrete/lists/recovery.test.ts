import { describe, expect, test } from 'vitest';
import { discreteGenerators } from '../../../../../../src/adapters/models/grammar/discrete/index.ts';
import { costOf } from '../../../../../../src/adapters/models/grammar/language/cost.ts';
import { evaluate } from '../../../../../../src/adapters/models/grammar/language/evaluate.ts';
import type { Expression } from '../../../../../../src/adapters/models/grammar/language/expression.ts';
import { sameValue, type Value, type ValueType } from '../../../../../../src/domain/value.ts';

/** A function that the search is to recover: it sees `seen`, and has to hold on `unseen`. */
interface Recovery {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly result: ValueType;
  readonly wanted: (...args: never[]) => Value;
  readonly seen: readonly (readonly Value[])[];
  readonly unseen: readonly Value[];
}

const lists = [[3, 8, 1, 8, 2], [5], [], [4, 4, 9, 7], [10, 2, 6, 3, 3], [1, 12, 5]];
const alone = lists.map((items) => [items]);
const other = [[7, 2, 2, 11, 0, 14]];

const recoveries: readonly Recovery[] = [
  {
    name: 'double each',
    params: ['integer[]'],
    result: 'integer[]',
    wanted: (items: readonly number[]) => items.map((item) => item * 2),
    seen: alone,
    unseen: other,
  },
  {
    name: 'keep the even ones',
    params: ['integer[]'],
    result: 'integer[]',
    wanted: (items: readonly number[]) => items.filter((item) => item % 2 === 0),
    seen: alone,
    unseen: other,
  },
  {
    name: 'running maximum',
    params: ['integer[]'],
    result: 'integer[]',
    wanted: (items: readonly number[]) =>
      items.map((_, index) => Math.max(...items.slice(0, index + 1))),
    seen: alone,
    unseen: other,
  },
  {
    name: 'sum of squares',
    params: ['integer[]'],
    result: 'integer',
    wanted: (items: readonly number[]) => items.reduce((sum, item) => sum + item * item, 0),
    seen: alone,
    unseen: other,
  },
  {
    name: 'without duplicates',
    params: ['integer[]'],
    result: 'integer[]',
    wanted: (items: readonly number[]) => [...new Set(items)],
    seen: alone,
    unseen: other,
  },
  {
    name: 'how many are greater than k',
    params: ['integer[]', 'integer'],
    result: 'integer',
    wanted: (items: readonly number[], k: number) => items.filter((item) => item > k).length,
    seen: [3, 7, 2, 4, 5, 1].flatMap((k, index) => [
      [lists[index]!, k],
      [lists[(index + 3) % 6]!, k],
    ]),
    unseen: [[7, 2, 2, 11, 0, 14], 2],
  },
  {
    name: 'differences of neighbours',
    params: ['integer[]'],
    result: 'integer[]',
    wanted: (items: readonly number[]) => items.slice(1).map((item, index) => item - items[index]!),
    seen: alone,
    unseen: other,
  },
  {
    name: 'words in capitals that start with a letter',
    params: ['string[]', 'string'],
    result: 'string[]',
    wanted: (words: readonly string[], start: string) =>
      words.filter((word) => word.startsWith(start)).map((word) => word.toUpperCase()),
    seen: [
      [['ant', 'bee', 'ape'], 'a'],
      [['bee', 'via', 'as'], 'a'],
      [['cat', 'cow', 'dog', 'ace'], 'c'],
      [[], 'x'],
      [['add', 'dog', 'cad', 'do', 'dad'], 'd'],
      [['owl', 'oboe', 'two', 'go', 'on'], 'o'],
    ],
    unseen: [['eel', 'emu', 'hen', 'eve'], 'e'],
  },
];

const recoveriesThroughLists: readonly Recovery[] = [
  {
    name: 'factorial',
    params: ['number'],
    result: 'number',
    wanted: factorial,
    seen: [[0], [1], [2], [3], [4], [5], [6]],
    unseen: [9],
  },
  {
    name: 'Fibonacci numbers',
    params: ['integer'],
    result: 'integer',
    wanted: fibonacci,
    seen: [[0], [1], [2], [3], [4], [5], [6], [7], [10]],
    unseen: [20],
  },
  {
    name: 'sum of the digits',
    params: ['integer'],
    result: 'integer',
    wanted: (n: number) => Array.from(String(n)).reduce((sum, digit) => sum + Number(digit), 0),
    seen: [[0], [7], [12], [123], [999], [1020], [58]],
    unseen: [80_417],
  },
  {
    name: 'how many words are longer than k',
    params: ['string', 'integer'],
    result: 'integer',
    wanted: (text: string, k: number) => text.split(' ').filter((word) => word.length > k).length,
    seen: [
      'hello world',
      'the quick brown fox',
      'a',
      'Ada lovelace',
      'big red dogs bark',
      'one two',
    ].flatMap((text) => [
      [text, 2],
      [text, 3],
    ]),
    unseen: ['some of these are long enough', 4],
  },
];

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function fibonacci(n: number): number {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

const budget = 400_000;
const quota = 20_000;

describe('the search recovers everyday list functions', () => {
  test.each([...recoveries, ...recoveriesThroughLists])(
    '$name',
    ({ params, result, wanted, seen, unseen }) => {
      const run = wanted as (...args: readonly Value[]) => Value;
      const examples = seen.map((args) => ({ args, result: run(...args) }));
      const problem = { params, result, examples, tolerance: 0, constants: [] };
      const generators = discreteGenerators.flatMap((make) => make(problem, 1) ?? []);
      const found: Expression[] = [];
      let isRecovered = false;
      for (let spent = 0; spent < budget && !isRecovered; spent += quota) {
        const harvests = generators.map((generator) => generator.advance(quota));
        found.push(...harvests.flatMap(({ findings }) => findings.map(({ program }) => program)));
        const [cheapest] = found.toSorted((left, right) => costOf(left) - costOf(right));
        isRecovered =
          cheapest !== undefined && sameValue(evaluate(cheapest, unseen), run(...unseen), 0);
      }
      expect(isRecovered).toBe(true);
    },
  );
});
