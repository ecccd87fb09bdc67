import fc from 'fast-check';
import { expect, it } from 'vitest';

import { clarify, type Doubt } from '../../src/intent/clarify.ts';
import { agreeingWith, meaningsOf } from '../../src/intent/meanings-of.ts';
import type { Reading } from '../../src/intent/reading.ts';
import { settle } from '../../src/intent/settle.ts';
import { soundJson } from '../../src/realities/function/loading/sound-spec.ts';

const signature = {
  name: 'f',
  params: [{ name: 'x', type: 'integer' }],
  returns: 'integer',
} as const;
const inputs = Array.from({ length: 6 }, (_, x) => [x]);
const table = fc.dictionary(
  fc.constantFrom('0', '1', '2', '3', '4', '5'),
  fc.integer({ min: 0, max: 2 }),
  { minKeys: 1 },
);
const cases = (results: Record<string, number>) =>
  Object.entries(results).map(([x, result]) => ({ args: [Number(x)], result }));

/** Readings whose held-out cases are none of their examples, and programs that are anything. */
const reading = fc.tuple(table, table).map(([shown, hidden]): Reading => ({
  means: 'm',
  signature,
  examples: cases(shown),
  heldOut: cases(hidden).filter(({ args }) => !Object.hasOwn(shown, String(args[0]))),
  properties: [],
  votes: 1,
}));
const program = fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }), {
  minLength: 6,
  maxLength: 6,
});

const placeOf = ([x]: readonly unknown[]): number => Number(x);

it('whatever is read and answered, the specification is one that loads, and says what was decided', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(reading, { minLength: 1, maxLength: 4 }),
      fc.array(program, { maxLength: 5 }),
      fc.array(fc.constantFrom('', 'a', 'b', '7', undefined), { maxLength: 6 }),
      async (readings, programs, replies) => {
        const agreeing = agreeingWith(readings, programs, placeOf);
        const meanings = meaningsOf(readings, programs, agreeing, inputs.length, placeOf);
        expect(meanings.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
        const doubt: Doubt = {
          signature,
          inputs,
          meanings,
          means: readings.map(({ means }) => means),
        };
        const left = [...replies];
        // After so many answers whoever answers has had enough.
        const clarified = await clarify(doubt, () => Promise.resolve(left.shift()));
        const spec = settle('words', readings, doubt, clarified, [
          { name: 'odd', source: '(f, x) => f(-x) === -f(x)' },
        ]);
        for (const { args, result } of clarified.decided) {
          expect(spec.examples).toContainEqual({ args, result });
        }
        if (spec.examples.length === 0) return;
        expect(soundJson(JSON.parse(JSON.stringify(spec)))).not.toHaveProperty('issues');
      },
    ),
  );
});
