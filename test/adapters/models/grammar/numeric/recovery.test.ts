import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ExampleProblem } from '../../../../../src/adapters/models/grammar/generator.ts';
import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import { nodeCount } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import type { Expression } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { printExpression } from '../../../../../src/adapters/models/grammar/language/print.ts';
import { numericGenerators } from '../../../../../src/adapters/models/grammar/numeric/index.ts';
import { seededRandom } from '../../../../../src/adapters/system/seeded-random.ts';
import { between, problemOf, wholeBetween } from './problems.ts';

/** What the generators call exact after `rounds` quotas each, the shortest first. */
function exactPrograms(problem: ExampleProblem, rounds: number, only?: string): Expression[] {
  const generators = numericGenerators
    .map((factory) => factory(problem, 1))
    .filter((generator) => generator !== undefined)
    .filter(({ name }) => only === undefined || name === only);
  const found: Expression[] = [];
  for (let round = 0; round < rounds && found.length === 0; round++) {
    for (const generator of generators) {
      const { findings } = generator.advance(4000);
      found.push(...findings.filter(({ error }) => error === 0).map(({ program }) => program));
    }
  }
  return found.toSorted((left, right) => nodeCount(left) - nodeCount(right));
}

const shown = (programs: readonly Expression[]) =>
  programs.map((program) => printExpression(program, ['x', 'y', 'z']));

type Law = (x: number, y: number) => number;

const leaves: fc.Arbitrary<Law> = fc.constantFrom<Law>(
  (x) => x,
  (_, y) => y,
  () => 1,
  () => 2,
);

/** Random laws of up to 7 nodes over + − × ÷ √ sin. */
const laws = fc.letrec<{ law: Law }>((tie) => ({
  law: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    leaves,
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/'), tie('law'), tie('law'))
      .map(([sign, left, right]): Law => {
        if (sign === '+') return (x, y) => left(x, y) + right(x, y);
        if (sign === '-') return (x, y) => left(x, y) - right(x, y);
        if (sign === '*') return (x, y) => left(x, y) * right(x, y);
        return (x, y) => left(x, y) / right(x, y);
      }),
    tie('law').map(
      (law): Law =>
        (x, y) =>
          Math.sqrt(law(x, y)),
    ),
    tie('law').map(
      (law): Law =>
        (x, y) =>
          Math.sin(law(x, y)),
    ),
  ),
})).law;

describe('a law that is small', () => {
  it('is recovered from its examples, and holds beyond them', () => {
    fc.assert(
      fc.property(laws, (law) => {
        const problem = problemOf(law, between(1, 3, 2), { count: 16 });
        fc.pre(problem.examples.every(({ result }) => Number.isFinite(result)));
        const [program] = exactPrograms(problem, 12);
        expect(program).toBeDefined();
        const random = seededRandom('fresh');
        for (let trial = 0; trial < 20; trial++) {
          const [x, y] = between(1, 3, 2)(random);
          const wanted = law(x!, y!);
          if (!Number.isFinite(wanted)) continue;
          const found = evaluate(program!, [x!, y!]) as number;
          expect(Math.abs(found - wanted)).toBeLessThan(1e-6 * Math.max(1, Math.abs(wanted)));
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });
});

const median = (...xs: number[]) => xs.toSorted((left, right) => left - right)[1]!;

const tax = (x: number) => (x <= 1e4 ? 0 : x <= 3e4 ? 0.2 * (x - 1e4) : 4000 + 0.4 * (x - 3e4));

const price = (x: number) => Math.round(x * (x >= 1000 ? 0.8 : 0.9));

const coolingLaw = (t: number) => 21 + 69 * Math.exp(-0.13 * t) + 0.05 * Math.sin(1e4 * t);

describe('what people would recognise', () => {
  it('the median of three is made of minima and maxima', () => {
    const problem = problemOf(median, wholeBetween(0, 9, 3), { count: 12 });
    const programs = shown(exactPrograms(problem, 6, 'enumerate'));
    expect(programs[0]).toMatch(/^Math\.(min|max)\(/);
  });

  it('a tax by brackets is a tree of conditions with round bounds', () => {
    const problem = problemOf(tax, (random) => [100 * random.below(600)], { count: 30 });
    const [program] = shown(exactPrograms(problem, 20, 'split'));
    expect(program).toContain('10000');
    expect(program).toContain('30000');
  });

  it('a discount that is rounded has a plain percentage', () => {
    const problem = problemOf(price, wholeBetween(1, 2000), { count: 24, type: 'integer' });
    const [program] = shown(exactPrograms(problem, 20, 'split'));
    expect(program).toContain('0.9 * x');
    expect(program).toContain('0.8 * x');
  });

  it('the lowest set bit is x & -x', () => {
    const problem = problemOf((x) => x & -x, wholeBetween(1, 4000), { count: 14, type: 'integer' });
    expect(shown(exactPrograms(problem, 20))).toContain('x & -x');
  });

  it('a distance is a root of squares', () => {
    const problem = problemOf((x, y) => Math.hypot(x, y), between(1, 9, 2), { count: 12 });
    expect(shown(exactPrograms(problem, 6))[0]).toBe('Math.sqrt(x ** 2 + y ** 2)');
  });

  it('a cooling law with noise has its constants fitted', () => {
    const problem = problemOf(coolingLaw, between(0, 20), { count: 30, tolerance: 0.01 });
    const [program] = shown(exactPrograms(problem, 40, 'fit'));
    expect(program).toMatch(/^(69|21).* Math\.exp\(-0\.1[23]\d* \* x\)/);
  });
});
