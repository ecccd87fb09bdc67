import { discreteGenerators } from './discrete/index.ts';
import type { GeneratorFactory } from './generator.ts';
import { numericGenerators } from './numeric/index.ts';

/** Every generator for problems of equality. Their order is part of what a seed means. */
export const generatorFactories: readonly GeneratorFactory[] = [
  ...numericGenerators,
  ...discreteGenerators,
];
