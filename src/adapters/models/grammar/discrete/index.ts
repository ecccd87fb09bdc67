import type { GeneratorFactory } from '../generator.ts';
import { Engine } from './engine.ts';
import { productionsFor } from './families.ts';

const enumerate: GeneratorFactory = (problem) =>
  problem.examples.length === 0 ? undefined : new Engine(problem, productionsFor(problem));

/** The generators for problems over strings, numbers, booleans and lists judged by examples. */
export const discreteGenerators: readonly GeneratorFactory[] = [enumerate];
