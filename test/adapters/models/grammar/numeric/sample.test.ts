import { describe, expect, it } from 'vitest';

import type { ExampleProblem } from '../../../../../src/adapters/models/grammar/generator.ts';
import { printExpression } from '../../../../../src/adapters/models/grammar/language/print.ts';
import { sampleGenerator } from '../../../../../src/adapters/models/grammar/numeric/sample.ts';

function problemOf(target: (x: number) => number, count = 20): ExampleProblem {
  const xs = Array.from({ length: count }, (_, index) => -1 + (2 * index) / (count - 1));
  return {
    params: ['number'],
    result: 'number',
    examples: xs.map((x) => ({ args: [x], result: target(x) })),
    tolerance: 1e-9,
    constants: [],
  };
}

describe('the token-emitting sampler', () => {
  it('finds x*x + x', () => {
    const generator = sampleGenerator(
      problemOf((x) => x * x + x),
      1,
    )!;
    const { findings } = generator.advance(20_000);
    const exact = findings.filter(({ error }) => error === 0);
    expect(exact.map(({ program }) => printExpression(program, ['x']))).not.toEqual([]);
  });

  it('same seed and quotas, same harvests', () => {
    const target = problemOf((x) => Math.sin(x) + 1.3 * x * x);
    const harvests = [1, 2].map(() => {
      const generator = sampleGenerator(target, 7)!;
      return [generator.advance(3000), generator.advance(5000)].map(({ findings, considered }) => ({
        considered,
        findings: findings.map(({ program, error }) => [printExpression(program, ['x']), error]),
      }));
    });
    expect(harvests[0]).toEqual(harvests[1]);
  });

  it('counters add up', () => {
    const generator = sampleGenerator(
      problemOf((x) => Math.exp(x) / (1 + x * x)),
      3,
    )!;
    const { considered } = generator.advance(10_000);
    expect(considered.generated).toBeGreaterThanOrEqual(10_000);
    expect(considered.distinct).toBeLessThanOrEqual(considered.generated);
    expect(considered.runOnOne).toBeLessThanOrEqual(considered.distinct);
    expect(considered.runOnAll).toBeLessThanOrEqual(considered.runOnOne);
    expect(considered.new).toBeLessThanOrEqual(considered.runOnAll);
    expect(considered.tokens).toBeGreaterThanOrEqual(considered.generated);
  });
});
