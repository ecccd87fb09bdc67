import { discreteGenerators } from '../../../../../src/adapters/models/grammar/discrete/index.ts';
import type {
  ExampleProblem,
  Generator,
  Harvest,
} from '../../../../../src/adapters/models/grammar/generator.ts';
import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import type { Expression } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { sameValue, type Value, type ValueType } from '../../../../../src/domain/value.ts';

/** A problem whose examples are what `meaning` gives for `inputs`. */
export function problemOf(
  params: readonly ValueType[],
  result: ValueType,
  meaning: (...args: never[]) => Value,
  inputs: readonly (readonly Value[])[],
): ExampleProblem {
  const examples = inputs.map((args) => ({ args, result: meaning(...(args as never[])) }));
  return { params, result, examples, tolerance: 1e-9, constants: [] };
}

export function generatorsFor(problem: ExampleProblem): Generator[] {
  return discreteGenerators.flatMap((make) => make(problem, 1) ?? []);
}

/** The harvests of so many advances of each generator that has something to offer. */
export function harvests(problem: ExampleProblem, advances: number, quota = 1000): Harvest[] {
  return generatorsFor(problem).flatMap((generator) =>
    Array.from({ length: advances }, () => generator.advance(quota)),
  );
}

export function programs(all: readonly Harvest[]): Expression[] {
  return all.flatMap(({ findings }) => findings.map(({ program }) => program));
}

export function agrees(program: Expression, { examples, tolerance }: ExampleProblem): boolean {
  return examples.every(({ args, result }) =>
    sameValue(evaluate(program, args), result, tolerance),
  );
}

/** The first harvest with a program that is `right`, within so many advances of 2,000: its programs. */
export function firstFound(
  problem: ExampleProblem,
  advances: number,
  right: (program: Expression) => boolean = () => true,
): Expression[] {
  const generators = generatorsFor(problem);
  for (let advance = 0; advance < advances; advance++) {
    const harvest = generators.flatMap((generator) => generator.advance(2000).findings);
    const found = harvest.map(({ program }) => program);
    if (found.some(right)) return found;
  }
  return [];
}
