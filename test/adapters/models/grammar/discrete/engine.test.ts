import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../../../../src/adapters/models/grammar/language/cost.ts';
import { loneBranches } from '../../../../../src/adapters/models/grammar/discrete/support.ts';
import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import {
  call,
  keyOf,
  literal,
  parameter,
  type Expression,
} from '../../../../../src/adapters/models/grammar/language/expression.ts';
import * as text from '../../../../../src/adapters/models/grammar/language/operators/text.ts';
import { addConsidered, nothingConsidered } from '../../../../../src/domain/considered.ts';
import type { Value } from '../../../../../src/domain/value.ts';
import type { ExampleProblem } from '../../../../../src/adapters/models/grammar/generator.ts';
import { agrees, firstFound, generatorsFor, harvests, problemOf, programs } from './problems.ts';

const shortName = (name: string) => `${name.charAt(0)}. ${name.split(' ')[1]}`;
const gradeOf = (points: number) => (points >= 90 ? 'A' : points >= 70 ? 'B' : 'C');
const lowestBit = (word: number) => word & -word;
const middle = (a: number, b: number, c: number) => [a, b, c].toSorted((x, y) => x - y)[1]!;
const product = (a: number, b: number) => (a * a + 3) * (b - 7);
const shout = (name: string) => (name === 'none' ? '-' : name.toUpperCase());

const taxOf = (income: number) =>
  income <= 1000 ? 0 : income <= 5000 ? (income - 1000) / 10 : 400 + (income - 5000) / 5;
const backwards = (line: string) => line.split(' ').toReversed().join(' ');

const names = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Barbara Liskov'].map((name) => [
  name,
]);
const initialAndLastName = problemOf(['string'], 'string', shortName, names);

const sign = problemOf(['integer'], 'integer', Math.sign, [[5], [-3], [0], [12], [-7], [1], [-1]]);

const grade = problemOf(['integer'], 'string', gradeOf, [
  [95],
  [90],
  [89],
  [70],
  [69],
  [10],
  [100],
  [75],
]);

/** Whether a program that also means `meaning` on inputs that were not shown is found. */
function finds(
  problem: ExampleProblem,
  meaning: (...args: never[]) => Value,
  inputs: readonly (readonly Value[])[],
): boolean {
  const right = (program: Expression) =>
    inputs.every((args) => evaluate(program, args) === meaning(...(args as never[])));
  return firstFound(problem, 200, right).length > 0;
}

describe('the discrete engine', () => {
  it('finds a join of pieces: the initial of the first name and the last name', () => {
    expect(finds(initialAndLastName, shortName, [['Edsger Dijkstra'], ['Donald Knuth']])).toBe(
      true,
    );
  });

  it('finds rules of several cases', () => {
    expect(finds(sign, Math.sign, [[100], [-50], [0], [2]])).toBe(true);
    expect(finds(grade, gradeOf, [[91], [88], [71], [68], [0]])).toBe(true);
  });

  it('finds 32-bit tricks: the lowest set bit', () => {
    const problem = problemOf(['integer'], 'integer', lowestBit, [
      [12],
      [7],
      [40],
      [96],
      [1],
      [1024],
    ]);
    expect(finds(problem, lowestBit, [[18], [80], [3], [2 ** 30]])).toBe(true);
  });

  it('finds rules over several integers: the middle one of three', () => {
    const inputs = fc.sample(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), {
      numRuns: 24,
      seed: 1,
    });
    const problem = problemOf(['integer', 'integer', 'integer'], 'integer', middle, inputs);
    const others = fc.sample(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), {
      numRuns: 50,
      seed: 2,
    });
    expect(finds(problem, middle, others)).toBe(true);
  });

  it('finds what numbers are the sum, difference or product of', () => {
    const inputs = [
      [2, 9],
      [5, 1],
      [4, 12],
      [-3, 8],
      [7, 3],
      [1, 20],
    ];
    const problem = problemOf(['integer', 'integer'], 'integer', product, inputs);
    expect(
      finds(problem, product, [
        [6, 2],
        [-8, 5],
      ]),
    ).toBe(true);
  });

  it('finds the lines of a tariff, and where one ends and the next begins', () => {
    const inputs = [0, 400, 700, 1000, 1500, 2000, 3200, 4100, 5000, 6000, 8000, 10_000];
    const problem = problemOf(
      ['number'],
      'number',
      taxOf,
      inputs.map((income) => [income]),
    );
    const found = firstFound(problem, 100);
    expect(found.some((program) => evaluate(program, [3000]) === 200)).toBe(true);
    expect(found.some((program) => evaluate(program, [20_000]) === 3400)).toBe(true);
  });

  it('works on the words of a text', () => {
    const lines = ['one two three', 'a b', 'x', 'p q r s'].map((line) => [line]);
    const problem = problemOf(['string'], 'string', backwards, lines);
    expect(finds(problem, backwards, [['the quick brown fox jumps'], ['so it goes']])).toBe(true);
  });

  it('makes examples active that a program fails, so that rare cases are met', () => {
    const inputs = [
      ...Array.from({ length: 40 }, (_, index) => [`name${'xyz'.repeat(index % 7)}`]),
      ['none'],
    ];
    const problem = problemOf(['string'], 'string', shout, inputs);
    const found = programs(harvests(problem, 40));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((program) => agrees(program, problem))).toBe(true);
  });

  it('gives the same harvests for the same problem and quotas', () => {
    for (const problem of [initialAndLastName, sign, grade]) {
      const shown = () =>
        harvests(problem, 12, 700).map(({ findings, considered, exhausted }) => ({
          findings: findings.map(({ program, error }) => [keyOf(program), error]),
          considered,
          exhausted,
        }));
      expect(shown()).toEqual(shown());
    }
  });

  it('counts honestly: every figure is at most the one it is part of', () => {
    for (const problem of [initialAndLastName, sign, grade]) {
      for (const { considered } of harvests(problem, 10)) {
        expect(Object.values(considered).every((count) => count >= 0)).toBe(true);
      }
      const total = harvests(problem, 10).reduce(
        (sum, { considered }) => addConsidered(sum, considered),
        nothingConsidered,
      );
      expect(total.distinct).toBeLessThanOrEqual(total.generated);
      expect(total.runOnOne).toBeLessThanOrEqual(total.generated);
      expect(total.runOnAll).toBeLessThanOrEqual(total.runOnOne);
      expect(total.new).toBeLessThanOrEqual(total.runOnAll);
      expect(total.tokens).toBeGreaterThanOrEqual(total.generated);
    }
  });

  it('considers about as many programs as its quota', () => {
    for (const generator of generatorsFor(grade)) {
      let total = 0;
      for (let advance = 0; advance < 20; advance++)
        total += generator.advance(1000).considered.generated;
      expect(total).toBeGreaterThan(5_000);
      expect(total).toBeLessThan(40_000);
    }
  });

  it('reports several programs that differ, and of rules without lone cases the cheapest first', () => {
    for (const generator of generatorsFor(initialAndLastName)) {
      const all = Array.from({ length: 30 }, () => generator.advance(1000).findings);
      const found = all.flat().map(({ program }) => keyOf(program));
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBeGreaterThan(5);
      for (const findings of all) {
        const rules = findings.filter(({ program }) => loneBranches(program, names) === 0);
        const costs = rules.map(({ program }) => costOf(program));
        expect(costs).toEqual(costs.toSorted((left, right) => left - right));
      }
    }
  });

  it('declines a problem without examples, and ends one that contradicts itself', () => {
    const contradiction = {
      ...sign,
      examples: [
        { args: [1], result: 1 },
        { args: [1], result: 2 },
      ],
    };
    expect(programs(harvests(contradiction, 20))).toEqual([]);
    expect(generatorsFor({ ...sign, examples: [] })).toEqual([]);
  });
});

/** Small programs over one string, as a person might want them. */
const { expression: smallText } = fc.letrec<{ expression: Expression; position: Expression }>(
  (tie) => ({
    position: fc.oneof(
      fc.constantFrom(0, 1, 2, -1).map((value) => literal(value, 'integer')),
      fc
        .constantFrom(' ', ',')
        .map((part) => call(text.textIndexOf, parameter(0, 'string'), literal(part, 'string'))),
    ),
    expression: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      fc.constant(parameter(0, 'string')),
      tie('expression').map((inner) => call(text.textToUpperCase, inner)),
      tie('expression').map((inner) => call(text.textTrim, inner)),
      fc
        .tuple(tie('expression'), tie('position'))
        .map(([inner, at]) => call(text.textSliceFrom, inner, at)),
      fc
        .tuple(tie('expression'), fc.constantFrom(' ', ','), fc.constantFrom(0, 1, -1))
        .map(([inner, separator, index]) =>
          call(text.textPiece, inner, literal(separator, 'string'), literal(index, 'integer')),
        ),
      fc
        .tuple(tie('expression'), fc.constantFrom('-', ' '), tie('expression'))
        .map(([left, glue, right]) =>
          call(text.textConcat, left, call(text.textConcat, literal(glue, 'string'), right)),
        ),
    ),
  }),
);

const lines = ['red, dark apple', 'Green, sour pear 7', 'b, c d', ' plum,ripe x', 'Fig, 12 kilos'];

describe('random small string programs', () => {
  it('are recovered from five examples, and every finding agrees with all of them', () => {
    fc.assert(
      fc.property(smallText, (wanted) => {
        const meaning = (line: string) => evaluate(wanted, [line]);
        const problem = problemOf(
          ['string'],
          'string',
          meaning,
          lines.map((line) => [line]),
        );
        const found = firstFound(problem, 60);
        expect(found.length).toBeGreaterThan(0);
        expect(found.every((program) => agrees(program, problem))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
