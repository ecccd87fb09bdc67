import { partsOf, type Value, type ValueType } from '../../../../domain/value.ts';
import type { ExampleProblem } from '../generator.ts';

/**
 * The problem with `integer` for `number`, where every number of its examples is whole: what
 * counts, divides without rest or numbers the elements of a list is then within reach. What is
 * found prints the same for either type. `undefined` where that changes nothing.
 */
export function asWhole(problem: ExampleProblem): ExampleProblem | undefined {
  const params = problem.params.map(narrowed);
  const result = narrowed(problem.result);
  const isChanged =
    result !== problem.result || params.some((type, index) => type !== problem.params[index]);
  const isAllWhole = problem.examples.every((example) =>
    [...example.args, example.result].every(isWhole),
  );
  return isChanged && isAllWhole ? { ...problem, params, result } : undefined;
}

const narrowed = (type: ValueType): ValueType => type.replace('number', 'integer') as ValueType;

function isWhole(value: Value): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return partsOf(value).every(isWhole);
}
