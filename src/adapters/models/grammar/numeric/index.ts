import type { GeneratorFactory } from '../generator.ts';
import { enumerateGenerator } from './enumerate.ts';
import { fitGenerator } from './fit.ts';
import { joinGenerator } from './join.ts';
import { mutateGenerator } from './mutate.ts';
import { splitGenerator } from './split.ts';
import { sampleGenerator } from './sample.ts';

/** The generators for problems of numbers alone. */
export const numericGenerators: readonly GeneratorFactory[] = [
  (problem) => enumerateGenerator(problem),
  (problem) => joinGenerator(problem),
  (problem) => splitGenerator(problem),
  (problem) => fitGenerator(problem),
  (problem, seed) => sampleGenerator(problem, seed),
  (problem, seed) => mutateGenerator(problem, seed),
];
