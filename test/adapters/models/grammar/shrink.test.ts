import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf } from '../../../../src/adapters/models/grammar/language/cost.ts';
import { evaluate } from '../../../../src/adapters/models/grammar/language/evaluate.ts';
import { parse } from '../../../../src/adapters/models/grammar/language/parse.ts';
import { printExpression } from '../../../../src/adapters/models/grammar/language/print.ts';
import { shrink } from '../../../../src/adapters/models/grammar/shrink.ts';
import { sameValue, type Value, type ValueType } from '../../../../src/domain/value.ts';
import { run, samples, scalarSamples } from './language/arbitrary.ts';

interface Case {
  readonly program: string;
  readonly params: readonly ValueType[];
  readonly returns: ValueType;
  readonly examples: readonly (readonly [args: readonly Value[], result: Value])[];
  readonly tolerance?: number;
  readonly left: string;
}

const cases: readonly Case[] = [
  {
    program: '(number.add (number.multiply 4 p0) (number.abs p0))',
    params: ['number'],
    returns: 'number',
    examples: [
      [[1], 5],
      [[3], 15],
      [[2.5], 12.5],
    ],
    left: '5 * a',
  },
  {
    program: '(text.concat (text.toUpperCase (text.charAt (text.trim p0) 0)) ".")',
    params: ['string'],
    returns: 'string',
    examples: [
      [['Ada'], 'A.'],
      [['Bob'], 'B.'],
    ],
    left: "a.charAt(0) + '.'",
  },
  {
    program: '(number.multiply 1.0001 (number.power p0 1.4998))',
    params: ['number'],
    returns: 'number',
    examples: [
      [[1], 1],
      [[4], 8],
      [[9], 27.01],
      [[30], 164.3],
    ],
    tolerance: 0.01,
    left: 'a ** 1.5',
  },
];

describe('what is left of a program that is shrunk', () => {
  test.each(cases)('of $program is $left', ({ program, params, returns, examples, ...rest }) => {
    const signature = { params: params.map((type) => ({ type })), returns };
    const problem = {
      params,
      result: returns,
      examples: examples.map(([args, result]) => ({ args, result })),
      tolerance: rest.tolerance ?? 1e-9,
      constants: [],
    };
    const { program: left } = shrink(parse(program, signature), problem);
    expect(printExpression(left, ['a'])).toBe(rest.left);
  });

  test('agrees with every example, and costs no more', () => {
    fc.assert(
      fc.property(fc.oneof(samples, scalarSamples), ({ signature, body, inputs }) => {
        const outcomes = inputs.map((args) => run(body, args));
        if (outcomes.some(({ kind }) => kind === 'tooLarge')) return;
        const problem = {
          params: signature.params.map(({ type }) => type),
          result: signature.returns,
          examples: inputs.map((args) => ({ args, result: evaluate(body, args) })),
          tolerance: 0,
          constants: [],
        };
        const { program } = shrink(body, problem);
        expect(costOf(program)).toBeLessThanOrEqual(costOf(body));
        for (const { args, result } of problem.examples) {
          expect(sameValue(evaluate(program, args), result, 0)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
