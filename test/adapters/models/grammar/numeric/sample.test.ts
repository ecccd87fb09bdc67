import { describe, expect, it } from 'vitest';

import type { ExampleProblem } from '../../../../../src/adapters/models/grammar/generator.ts';
import { keyOf } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { printExpression } from '../../../../../src/adapters/models/grammar/language/print.ts';
import { caseTable } from '../../../../../src/adapters/models/grammar/numeric/cases.ts';
import { grammarFor } from '../../../../../src/adapters/models/grammar/numeric/grammar.ts';
import { remember } from '../../../../../src/adapters/models/grammar/prior.ts';
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

/** How the sampler weighs square roots against products, before it has seen anything. */
function shareOfRoots(problem: ExampleProblem): number {
  const { operations, leaves } = grammarFor(problem, caseTable(problem));
  const x = leaves[0]!.expression;
  const of = (id: string) =>
    operations.find(({ build }) => keyOf(build(x, x)).startsWith(`(${id} `))!.weight;
  return of('number.sqrt') / of('number.multiply');
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

  it('what earlier runs have taught moves its weights', () => {
    const target = problemOf((x) => x * x + x);
    const prior = remember(
      undefined,
      Array.from({ length: 50 }, () => '(number.sqrt (number.sqrt (number.add p0 p1)))'),
    );
    expect(shareOfRoots({ ...target, prior })).toBeGreaterThan(2 * shareOfRoots(target));
  });
});
