import type { GeneratorFactory } from '../generator.ts';
import { joinGenerator } from './join.ts';
import { sampleGenerator } from './sample.ts';

/** The generators for problems of numbers alone. */
export const numericGenerators: readonly GeneratorFactory[] = [
  (problem) => joinGenerator(problem),
  (problem, seed) => sampleGenerator(problem, seed),
];
