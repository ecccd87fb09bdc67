import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readReply } from '../../src/intent/read-reply.ts';
import type { ReadSpec } from '../../src/intent/reading.ts';
import { soundJson } from '../../src/realities/function/loading/sound-spec.ts';

/** As specifications in files are checked. */
const readSpec: ReadSpec = (document) => {
  const soundness = soundJson(document);
  if ('issues' in soundness) return { kind: 'unsound', reason: soundness.issues[0]!.found };
  const { problem, heldOut } = soundness.spec;
  return { kind: 'sound', examples: problem.examples, heldOut };
};
const read = (reply: string) => readReply('words', reply, readSpec);

const head = { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' };
const sound = { means: 'm', function: head, examples: [{ args: [1], result: 2 }] };
const inFence = (value: unknown): string =>
  `Sure!\n\n\`\`\`json\n${JSON.stringify(value)}\n\`\`\`\n`;

describe('a reply', () => {
  it('of whatever text or JSON has readings or reasons, and throws nothing', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(head, head.params, '__proto__', 'number[]'),
    );
    const item = fc.record(
      {
        means: part,
        function: fc.oneof(part, fc.record({ name: part, params: part, returns: part })),
        examples: fc.oneof(part, fc.array(fc.record({ args: part, result: part }))),
        heldOut: part,
        properties: part,
      },
      { requiredKeys: [] },
    );
    const reply = fc.oneof(
      fc.string(),
      fc.jsonValue().map(inFence),
      fc.array(item).map((readings) => inFence({ readings })),
      item.map(inFence),
    );
    fc.assert(
      fc.property(reply, (text) => {
        const { readings, refused } = read(text);
        expect(readings.length + refused.length).toBeGreaterThan(0);
        for (const { examples } of readings) expect(examples.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('nests no deeper for brackets that stand in its texts', () => {
    const source = `(f, x) => !"${'[{'.repeat(40)}\\"".includes(f(x))`;
    const { readings, refused } = read(
      inFence({ readings: [{ ...sound, properties: { source } }] }),
    );
    expect(refused).toEqual([]);
    expect(readings[0]!.properties).toEqual([{ name: 'source', source }]);
    const deep = `["\\"", ${'['.repeat(40_000)}${']'.repeat(40_000)}]`;
    expect(read(deep).refused).toEqual(['no JSON']);
  });

  it('spreads one vote over its readings, most to the first', () => {
    const { readings } = read(inFence({ readings: [sound, sound, sound] }));
    const votes = readings.map((reading) => reading.votes);
    expect(votes.reduce((sum, vote) => sum + vote, 0)).toBeCloseTo(1);
    expect(votes).toEqual(votes.toSorted((left, right) => right - left));
  });

  it.each([
    ['an empty one', ' \n', 'empty'],
    ['prose', 'I would round it.', 'no JSON'],
    ['one that is cut off', inFence({ readings: [sound] }).slice(0, 60), 'no JSON'],
    ['a huge one', 'x'.repeat(200_000), 'more than'],
    ['brackets without end', '['.repeat(90_000), 'no JSON'],
    ['brackets with an end', '['.repeat(40_000) + ']'.repeat(40_000), 'no JSON'],
    ['another shape', inFence({ answer: 42 }), 'without a list'],
    ['no readings', inFence({ readings: [] }), 'empty list'],
    [
      'a reserved name',
      inFence({ readings: [{ ...sound, function: { ...head, name: 'eval' } }] }),
      'eval',
    ],
    [
      'a name that is code',
      inFence({ readings: [{ ...sound, function: { ...head, name: 'f(){}//' } }] }),
      'f(){}',
    ],
    [
      'a type that is code',
      inFence({ readings: [{ ...sound, function: { ...head, returns: 'any; process.exit()' } }] }),
      'a type',
    ],
    [
      'wrong types',
      inFence({ readings: [{ ...sound, examples: [{ args: ['1'], result: 2 }] }] }),
      '"1"',
    ],
    [
      'contradicting examples',
      inFence({
        readings: [
          {
            ...sound,
            examples: [
              { args: [1], result: 2 },
              { args: [1], result: 3 },
            ],
          },
        ],
      }),
      '(1) => 3',
    ],
    ['no examples', inFence({ readings: [{ ...sound, examples: [] }] }), ''],
    [
      'a thousand cases',
      inFence({
        readings: [
          {
            ...sound,
            examples: Array.from({ length: 1000 }, (_, x) => ({ args: [x], result: x })),
          },
        ],
      }),
      'more than 64',
    ],
  ])('%s is refused, with the reason', (_, text, reason) => {
    const { readings, refused } = read(text);
    expect(readings).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(reason);
  });

  it('is found in a fence, bare, or as a list; what one reading lacks is no fault of the others', () => {
    const bare = JSON.stringify({ readings: [sound, { means: 'broken' }] });
    for (const text of [
      inFence({ readings: [sound, 7] }),
      `Well: ${bare}.`,
      inFence([sound, null]),
    ]) {
      const { readings, refused } = read(text);
      expect([readings.length, refused.length]).toEqual([1, 1]);
    }
  });

  it('says what it means on one line, whatever it writes', () => {
    const [reading] = read(
      inFence([{ ...sound, means: `a\u001b[31m\n\u202eb${'c'.repeat(500)}` }]),
    ).readings;
    expect(reading!.means).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(reading!.means.length).toBeLessThan(210);
  });
});
