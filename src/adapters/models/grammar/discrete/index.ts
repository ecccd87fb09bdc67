import type { ExampleProblem, GeneratorFactory } from '../generator.ts';
import { bitOperators } from '../language/operators/integer.ts';
import { textCodeAt, textFromCode } from '../language/operators/text.ts';
import { Engine } from './engine.ts';
import { commonProductionsFor, productionsFor } from './families.ts';
import { deductionBy } from './lists/deduction.ts';
import { productionsThroughLists } from './lists/productions.ts';
import { productionOf, type Production } from './production.ts';
import { asWhole } from './whole.ts';

const enumerate: GeneratorFactory = (problem) =>
  problem.examples.length === 0 ? undefined : new Engine(problem, productionsFor(problem));

/** Fewer operators, deeper programs: a second thread's view of the same problem. */
const enumerateDeep: GeneratorFactory = (problem) => {
  const productions = commonProductionsFor(problem);
  if (problem.examples.length === 0 || productions.length === 0) return undefined;
  return new Engine(problem, productions, 'enumerateDeep');
};

const bitIds = new Set(bitOperators.map(({ id }) => id));
const withoutBits = (problem: ExampleProblem): Production[] =>
  productionsFor(problem).filter(({ id }) => !bitIds.has(id));

const characterCodes = [productionOf(textCodeAt, 2), productionOf(textFromCode, 2)];

/** Functions on the elements of lists: bits of these are seldom meant, codes of characters are. */
const enumerateForElements: GeneratorFactory = (problem) =>
  new Engine(problem, [
    ...withoutBits(problem),
    ...(problem.params[0] === 'string' ? characterCodes : []),
  ]);

/** Numbers that happen to be whole, as such. */
const enumerateWhole: GeneratorFactory = (problem) => {
  const whole = problem.examples.length === 0 ? undefined : asWhole(problem);
  return whole && new Engine(whole, withoutBits(whole), 'enumerateWhole');
};

/** Functions of whole numbers and texts by way of lists: factorials, primes, words of a length. */
const enumerateThroughLists: GeneratorFactory = (problem) => {
  const whole = asWhole(problem) ?? problem;
  const productions = productionsThroughLists(whole);
  if (problem.examples.length === 0 || productions.length === 0) return undefined;
  const ids = new Set(productions.map(({ id }) => id));
  const others = withoutBits(whole).filter(({ id }) => !ids.has(id));
  return new Engine(whole, [...others, ...productions], 'enumerateThroughLists');
};

/** The generators for problems over strings, numbers, booleans and lists judged by examples. */
export const discreteGenerators: readonly GeneratorFactory[] = [
  enumerateDeep,
  enumerate,
  (problem, seed) => deductionBy(enumerateForElements)(asWhole(problem) ?? problem, seed),
  enumerateWhole,
  enumerateThroughLists,
];
