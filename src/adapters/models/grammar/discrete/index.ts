import type { GeneratorFactory } from '../generator.ts';
import { bitOperators } from '../language/operators/integer.ts';
import { Engine } from './engine.ts';
import { commonProductionsFor, productionsFor } from './families.ts';
import { deductionBy } from './lists/deduction.ts';

const enumerate: GeneratorFactory = (problem) =>
  problem.examples.length === 0 ? undefined : new Engine(problem, productionsFor(problem));

/** Fewer operators, deeper programs: a second thread's view of the same problem. */
const enumerateDeep: GeneratorFactory = (problem) => {
  const productions = commonProductionsFor(problem);
  if (problem.examples.length === 0 || productions.length === 0) return undefined;
  return new Engine(problem, productions, 'enumerateDeep');
};

const bitIds = new Set(bitOperators.map(({ id }) => id));

/** Functions on the elements of lists: bits of these are seldom meant. */
const enumerateForElements: GeneratorFactory = (problem) =>
  new Engine(
    problem,
    productionsFor(problem).filter(({ id }) => !bitIds.has(id)),
  );

/**
 * The generators for problems over strings, numbers, booleans and lists judged by examples.
 * Neighbours run on different threads, and of the first and the last each problem has one.
 */
export const discreteGenerators: readonly GeneratorFactory[] = [
  enumerateDeep,
  enumerate,
  deductionBy(enumerateForElements),
];
