import type { GeneratorFactory } from '../generator.ts';
import { sampleGenerator } from './sample.ts';

/** The generators for problems of numbers alone. */
export const numericGenerators: readonly GeneratorFactory[] = [
  (problem, seed) => sampleGenerator(problem, seed),
];
