import { describe, expect, it } from 'vitest';

import { sameValue } from '../../../../../src/domain/value.ts';
import type { Considered } from '../../../../../src/domain/considered.ts';
import { nothingConsidered } from '../../../../../src/domain/considered.ts';
import type {
  ExampleProblem,
  Finding,
  Harvest,
} from '../../../../../src/adapters/models/grammar/generator.ts';
import { compile } from '../../../../../src/adapters/models/grammar/language/compile.ts';
import { keyOf } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { numericGenerators } from '../../../../../src/adapters/models/grammar/numeric/index.ts';
import { between, problemOf, wholeBetween } from './problems.ts';

const problems: Record<string, ExampleProblem> = {
  'a smooth law': problemOf((x, y) => (x * y) / (1 + x), between(1, 5, 2)),
  'a law with noise': problemOf((x) => 3 * Math.exp(-x) + 0.01 * Math.sin(1e5 * x), between(0, 3), {
    tolerance: 1e-3,
  }),
  pieces: problemOf((x) => (x < 2 ? 0 : 3 * x - 6), between(0, 5)),
  'whole numbers': problemOf((x, y) => (x % 7) + y, wholeBetween(0, 99, 2), { type: 'integer' }),
  'one example': problemOf((x) => x + 1, between(1, 2), { count: 1 }),
  'three examples': problemOf((x) => 2 * x, between(1, 2), { count: 3 }),
  'a constant': problemOf(() => 4, between(0, 9)),
  'all zero': problemOf(() => 0, between(0, 9)),
  'arguments that do not vary': problemOf(
    () => 2,
    () => [1, 1],
  ),
  'huge and tiny numbers': problemOf(
    (x, y) => x / y,
    (random) => [1e200 * (1 + random.float()), 1e-90 * (1 + random.float())],
  ),
  'many examples': problemOf((x, y) => x * x - y, between(-9, 9, 2), { count: 300 }),
  'a contradiction': {
    ...problemOf(
      (x) => x,
      () => [1],
    ),
    examples: [
      { args: [1], result: 1 },
      { args: [1], result: 2 },
    ],
  },
};

const quotas = [1500, 300, 1500];

function harvestsOf(
  problem: ExampleProblem,
  factory: (typeof numericGenerators)[number],
): Harvest[] {
  const generator = factory(problem, 5)!;
  return quotas.map((quota) => generator.advance(quota));
}

const plainly = (harvests: readonly Harvest[]) =>
  harvests.map(({ findings, ...rest }) => ({
    ...rest,
    findings: findings.map(({ program, error }) => [keyOf(program), error]),
  }));

/** An error of 0 is agreement with every example, in plain JavaScript. */
function expectHonest({ program, error }: Finding, problem: ExampleProblem): void {
  const run = compile(program, problem.params.length);
  const agrees = problem.examples.every(({ args, result }) =>
    sameValue(run(...args), result, problem.tolerance),
  );
  expect(error === 0).toBe(agrees);
  expect(error).toBeGreaterThanOrEqual(0);
  expect(error).toBeLessThan(Infinity);
  if (problem.result === 'integer') expect(program.type).toBe('integer');
}

function expectOrdered(considered: Considered): void {
  const { generated, distinct, runOnOne, runOnAll } = considered;
  expect(generated).toBeGreaterThanOrEqual(distinct);
  expect(distinct).toBeGreaterThanOrEqual(runOnOne);
  expect(runOnOne).toBeGreaterThanOrEqual(runOnAll);
  expect(runOnAll).toBeGreaterThanOrEqual(considered.new);
  for (const count of Object.values(considered)) {
    expect(Number.isInteger(count)).toBe(true);
    expect(count).toBeGreaterThanOrEqual(0);
  }
}

const named = numericGenerators.map(
  (factory) => [factory(problems['a smooth law']!, 1)!.name, factory] as const,
);

describe.each(named)('the generator %s', (name, factory) => {
  const wanted = Object.entries(problems).filter(
    ([, problem]) => factory(problem, 1) !== undefined,
  );

  it.each(wanted)(
    '%s: same quotas, same harvests; exact means exact; counters add up',
    (_, problem) => {
      const harvests = harvestsOf(problem, factory);
      expect(plainly(harvestsOf(problem, factory))).toEqual(plainly(harvests));
      for (const { findings, considered } of harvests) {
        for (const finding of findings) expectHonest(finding, problem);
        expectOrdered(considered);
      }
    },
  );

  it('brings nothing more once it is exhausted', () => {
    const generator = factory(problems['arguments that do not vary']!, 1)!;
    let harvest = generator.advance(2000);
    for (let round = 0; round < 60 && !harvest.exhausted; round++)
      harvest = generator.advance(2000);
    if (!harvest.exhausted) return;
    const { findings, considered, exhausted } = generator.advance(1000);
    expect({ findings, considered, exhausted }).toEqual({
      findings: [],
      considered: nothingConsidered,
      exhausted: true,
    });
  });

  it('declines what is not all numbers', () => {
    const problem = problems['a smooth law']!;
    const [first] = problem.examples;
    expect(factory({ ...problem, params: ['number', 'string'] }, 1)).toBeUndefined();
    expect(factory({ ...problem, result: 'boolean' }, 1)).toBeUndefined();
    expect(factory({ ...problem, examples: [] }, 1)).toBeUndefined();
    const undefinedResult = { args: first!.args, result: NaN };
    expect(factory({ ...problem, examples: [undefinedResult] }, 1)).toBeUndefined();
  });

  it('is called what its name says', () => {
    expect(['enumerate', 'join', 'split', 'fit', 'sample', 'mutate']).toContain(name);
  });
});
