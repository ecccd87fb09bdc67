import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import {
  keyOf,
  nodeCount,
} from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { numberOperators } from '../../../../../src/adapters/models/grammar/language/operators/number.ts';
import { parse } from '../../../../../src/adapters/models/grammar/language/parse.ts';
import { printExpression } from '../../../../../src/adapters/models/grammar/language/print.ts';
import { simplify } from '../../../../../src/adapters/models/grammar/language/simplify.ts';
import { sameValue } from '../../../../../src/domain/value.ts';
import { run, samples, samplesOver, scalarSamples } from './arbitrary.ts';

test.for([
  ['all operators', samples],
  ['scalar operators', scalarSamples],
] as const)('simplification preserves meaning and never grows: %s', ([, programs]) => {
  fc.assert(
    fc.property(programs, ({ body, inputs }) => {
      const simple = simplify(body);
      expect(nodeCount(simple)).toBeLessThanOrEqual(nodeCount(body));
      for (const args of inputs) {
        const [before, after] = [run(body, args), run(simple, args)];
        if (before.kind === 'tooLarge' || !before.staysSafe) continue;
        if (after.kind === 'tooLarge' || !after.staysSafe) continue;
        expect(sameValue(after.result, before.result, 0), keyOf(simple)).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});

test('a simplified program is as simple as it gets', () => {
  fc.assert(
    fc.property(fc.oneof(samples, scalarSamples), fc.boolean(), ({ body }, real) => {
      const simple = simplify(body, { real });
      expect(keyOf(simplify(simple, { real })), keyOf(simple)).toBe(keyOf(simple));
    }),
    { numRuns: 1500 },
  );
});

test('of reals, simplification preserves meaning but for rounding', () => {
  const smooth = /^number\.(?:add|subtract|multiply|divide|negate|square|abs|sqrt)$/;
  const programs = samplesOver(
    numberOperators.filter(({ id }) => smooth.test(id)),
    ['number'],
  );
  const positive = fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: 3 });
  fc.assert(
    fc.property(programs, positive, ({ body }, args) => {
      const simple = simplify(body, { real: true });
      expect(nodeCount(simple)).toBeLessThanOrEqual(nodeCount(body));
      const [before, after] = [evaluate(body, args), evaluate(simple, args)] as [number, number];
      const isTame = Math.abs(before) < 1e6 && Math.abs(after) < 1e6;
      if (isTame) expect(sameValue(after, before, 1e-4), keyOf(simple)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test('of reals with powers, simplification preserves every value that is no accident', () => {
  const laws =
    /^number\.(?:add|subtract|multiply|divide|negate|square|cube|abs|sqrt|exp|log|power|max)$/;
  const programs = samplesOver(
    numberOperators.filter(({ id }) => laws.test(id)),
    ['number'],
  );
  const positive = fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: 3 });
  fc.assert(
    fc.property(programs, positive, ({ body }, args) => {
      const simple = simplify(body, { real: true });
      const [before, nudged, after] = [
        evaluate(body, args),
        evaluate(
          body,
          args.map((value) => value * (1 + 1e-11)),
        ),
        evaluate(simple, args),
      ] as [number, number, number];
      const isTame = Math.abs(before) < 1e6 && Math.abs(after) < 1e6;
      if (isTame && sameValue(nudged, before, 1e-7)) {
        expect(sameValue(after, before, 1e-4), keyOf(simple)).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});

const signature = {
  params: [
    { name: 'x', type: 'number' },
    { name: 'y', type: 'number' },
    { name: 'i', type: 'integer' },
    { name: 'j', type: 'integer' },
    { name: 'text', type: 'string' },
    { name: 'flag', type: 'boolean' },
    { name: 'items', type: 'integer[]' },
  ],
  returns: 'number',
} as const;

const simplified = (source: string, options = {}) =>
  printExpression(
    simplify(parse(source, signature), options),
    signature.params.map(({ name }) => name),
  );

test.for([
  ['(number.add 2 (number.add 2 2))', '6'],
  ['(number.add (number.add 2 p0) 0)', 'x + 2'],
  ['(number.multiply p0 2)', '2 * x'],
  ['(number.add p0 p0)', '2 * x'],
  ['(number.subtract p0 (number.negate p1))', 'x + y'],
  ['(number.multiply (number.negate p0) (number.negate p1))', 'x * y'],
  ['(number.multiply p0 p0)', 'x ** 2'],
  ['(number.divide 1 3)', '1 / 3'],
  ['(number.max p0 (number.max 3 (number.max p0 5)))', 'Math.max(x, 5)'],
  ['(number.floor (integer.add p2 p3))', 'i + j'],
  ['(boolean.not (boolean.not p5))', 'flag'],
  ['(boolean.not (integer.less p2 p3))', 'j <= i'],
  ['(boolean.not (number.less p0 p1))', '!(x < y)'],
  ['(boolean.not (number.equal p0 p1))', 'x !== y'],
  ['(integer.less (integer.add p2 2) 5)', 'i < 3'],
  ['(integer.add p2 (integer.add p3 (integer.subtract p2 3)))', 'j + 2 * i - 3'],
  ['(integer.subtract (integer.add p2 p3) p2)', 'j'],
  ['(integer.add p2 (integer.subtract 3 (integer.subtract p3 2)))', 'i - j + 5'],
  ['(integer.if (integer.less p2 p3) p2 p3)', 'Math.min(i, j)'],
  ['(number.if (boolean.not p5) 1 2)', 'flag ? 2 : 1'],
  ['(number.if (number.less p0 p1) (number.if (number.less p1 p0) 1 2) 3)', 'x < y ? 2 : 3'],
  ['(boolean.if p5 true (number.less p0 p1))', 'flag || x < y'],
  ['(boolean.equal p5 true)', 'flag'],
  ['(text.concat "a" (text.concat "b" (text.trim (text.trim p4))))', "'ab' + text.trim()"],
  ['(text.slice p4 2 (text.length p4))', 'text.slice(2)'],
  ['(integer.bitXor p2 -1)', '~i'],
  ['(integer.modulo p2 -99)', 'i % 99'],
  ['(number.modulo p0 -2.5)', 'x % 2.5'],
  ['(integer.power p2 4)', 'i ** 4'],
  ['(integer.power 2 p2)', 'i < 0 ? 0 : 2 ** i'],
  ['(number.multiply 4 3.141592653589793)', '4 * Math.PI'],
  ['(text.slice (text.sliceFrom p4 2) 1 3)', 'text.slice(3, 5)'],
  ['(integer[].drop (integer[].drop p6 2) 3)', 'items.slice(5)'],
  ['(integer[].drop (integer[].take p6 4) 1)', 'items.slice(1, 4)'],
  ['(integer[].take (integer[].drop p6 4) 2)', 'items.slice(4, 6)'],
  [
    '(integer[].map.integer (integer[].map.integer p6 (λ1 (integer.add v0 1))) (λ1 (integer.multiply 2 v0)))',
    'items.map((z) => 2 * (z + 1))',
  ],
  [
    '(integer[].map.integer (integer[].map.integer p6 (λ1 (integer.add v0 1))) (λ1 (integer.multiply v0 v0)))',
    'items.map((z) => z + 1).map((z) => z * z)',
  ],
  [
    '(integer[].filter (integer[].filter p6 (λ1 (integer.less 0 v0))) (λ1 (integer.less v0 9)))',
    'items.filter((z) => z > 0 && z < 9)',
  ],
] as const)('%s is written %s', ([source, written]) => {
  expect(simplified(source)).toBe(written);
});

test.for([
  ['(number.subtract (number.add p0 p1) p0)', 'y'],
  ['(number.divide (number.multiply p0 p1) p0)', 'y'],
  ['(number.multiply p0 (number.multiply p0 p0))', 'x ** 3'],
  ['(number.multiply 2 (number.multiply p0 3))', '6 * x'],
  ['(number.log (number.exp p0))', 'x'],
  ['(number.exp (number.multiply 3 (number.log p0)))', 'x ** 3'],
  ['(number.exp (number.multiply p1 (number.log p0)))', 'x ** y'],
  ['(number.divide 1 (number.power p0 -2))', 'x ** 2'],
  [
    '(number.multiply 2 (number.multiply p0 (number.multiply 2 3.141592653589793)))',
    '4 * Math.PI * x',
  ],
] as const)('of reals, %s is written %s', ([source, written]) => {
  expect(simplified(source, { real: true })).toBe(written);
  expect(simplified(source)).not.toBe(written);
});
