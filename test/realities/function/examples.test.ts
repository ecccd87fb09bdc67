import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showValue } from '../../../src/domain/value.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { medianRanks } from '../../../src/realities/function/stages/timing.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { largerSpec } from '../../fixtures/larger.ts';
import { behaviour, judge } from './judge.ts';
import { openSpec } from './open.ts';

const never = new AbortController().signal;

const larger = (body: string) =>
  `export function larger(a: number, b: number): number {\n  return ${body};\n}\n`;

describe('examples', () => {
  let reality: Reality;
  beforeAll(async () => {
    reality = await openSpec(
      JSON.stringify({
        ...largerSpec,
        examples: Array.from({ length: 12 }, (_, k) => ({ args: [k, 6], result: Math.max(k, 6) })),
        heldOut: [
          { args: [20, 30], result: 30 },
          { args: [31, 30], result: 31 },
        ],
      }),
    );
  });
  afterAll(() => reality.close());

  test('tell of the first case that went wrong, and stop a candidate soon after', async () => {
    const [seen] = await judge(reality, 'examples', larger('b'));
    expect(seen).toMatchObject({
      verdict: 'failed',
      passed: 7,
      total: 12,
      counterexample: { args: [7, 6], expected: 7, actual: 6 },
      feedback: 'larger(7, 6) returned 6; it should return 7.',
    });
    const [early] = await judge(reality, 'examples', larger('a'));
    expect(early).toMatchObject({ verdict: 'failed', passed: 2, total: 12 });
  });

  test('tell what was returned that is no value, and what was thrown', async () => {
    const [unusable, threw, rejected] = await judge(
      reality,
      'examples',
      larger('undefined'),
      larger('missing'),
      'export const smaller = 1;',
    );
    expect(unusable).toMatchObject({
      verdict: 'failed',
      feedback: 'larger(0, 6) returned undefined; it should return 6.',
    });
    expect(threw).toMatchObject({
      verdict: 'crashed',
      error: 'larger(0, 6) threw ReferenceError: missing is not defined',
    });
    expect(rejected).toMatchObject({
      verdict: 'rejected',
      reason: 'it exports no function `larger`, only `smaller`',
    });
  });

  test('end a candidate that runs on, and go on with the next', async () => {
    const [loops, good] = await judge(
      reality,
      'examples',
      'export function larger() { for (;;); }',
      larger('Math.max(a, b)'),
    );
    expect(loops).toMatchObject({ verdict: 'timedOut', limitMs: 2000 });
    expect(good).toMatchObject({ verdict: 'passed' });
  });

  test('give one behaviour to candidates that do the same, and another to those that do not', async () => {
    const [first, second, third] = await judge(
      reality,
      'examples',
      larger('Math.max(a, b)'),
      larger('a > b ? a : b'),
      larger('Math.max(Math.abs(a), b)'),
    );
    expect(behaviour(first)).toMatch(/^[0-9a-f]{16}$/);
    expect(behaviour(second)).toBe(behaviour(first));
    expect(behaviour(third)).not.toBe(behaviour(first));
  });

  test('measure size and branches', async () => {
    const [seen] = await judge(reality, 'examples', larger('a > b ? a : b'));
    expect(seen).toMatchObject({ measures: { size: 6, branches: 1 } });
  });

  test('that are held out only count', async () => {
    const [good, bad] = await judge(reality, 'heldOut', larger('Math.max(a, b)'), larger('b'));
    expect(good).toMatchObject({
      verdict: 'passed',
      passed: 2,
      total: 2,
      measures: { heldOut: 1 },
    });
    expect(bad).toEqual({
      candidate: larger('b'),
      stage: 'heldOut',
      verdict: 'failed',
      passed: 1,
      total: 2,
      measures: { heldOut: 0.5 },
      wallMs: expect.any(Number),
      feedback: 'It agrees with 1 of 2 held-out cases.',
    });
  });

  test('are timed: a median inside its interval, and the worst of the inputs', async () => {
    const [seen] = await judge(reality, 'timing', larger('Math.max(a, b)'));
    const { medianNs, medianNsLow, medianNsHigh, worstNs } =
      seen?.verdict === 'passed' ? (seen.measures as Record<string, number>) : {};
    expect(medianNsLow).toBeLessThanOrEqual(medianNs!);
    expect(medianNs).toBeLessThanOrEqual(medianNsHigh!);
    expect(worstNs).toBeGreaterThanOrEqual(medianNs!);
  });

  test('leave questions open: inputs on which candidates differ, the simplest first', async () => {
    const candidates = [
      'Math.max(a, b)',
      'Math.max(Math.abs(a), b)',
      'Math.max(a, b) + (a === b ? 1 : 0)',
    ];
    const sources = candidates.map((body) => candidateOf(larger(body)));
    const found = await reality.disagreements(sources, 4, never);
    expect(found.length).toBe(4);
    for (const { question, args } of found) {
      expect(question).toBe(`larger(${args.map(showValue).join(', ')})`);
    }
    const sizes = found.map(({ args }) => args.map(showValue).join(', ').length);
    expect(sizes).toEqual(sizes.toSorted((left, right) => left - right));
    const alone = found.map(({ results }) => {
      const values = results.map(({ result }) => result);
      return values.findIndex((value) => values.filter((other) => other === value).length === 1);
    });
    expect(alone).toContain(1);
    expect(alone).toContain(2);
  });
});

const middle = (body: string) =>
  candidateOf(`export function middle(a: number, b: number): number { return ${body}; }`);

test('nobody is asked which way to round', async () => {
  const reality = await openSpec(
    JSON.stringify({
      intent: 'The middle of two.',
      function: { ...largerSpec.function, name: 'middle' },
      examples: [
        { args: [1e7, 3.3], result: 5_000_001.65 },
        { args: [0.1, 0.2], result: 0.15 },
      ],
      tolerance: 0,
    }),
  );
  const ways = ['(a + b) / 2', 'a / 2 + b / 2', 'b + (a - b) / 2'].map(middle);
  expect(await reality.disagreements(ways, 6, never)).toEqual([]);
  const other = await reality.disagreements([ways[0]!, middle('Math.abs(a + b) / 2')], 6, never);
  expect(other.length).toBeGreaterThan(0);
  await reality.close();
});

test('the interval of a median covers it in 95 of 100 cases', () => {
  expect(medianRanks(25)).toEqual({ low: 7, high: 17 });
  expect(medianRanks(1)).toEqual({ low: 0, high: 0 });
});
