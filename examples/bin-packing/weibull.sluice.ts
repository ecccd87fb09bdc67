import { defineFunction } from 'sluice';

import weibull5k from './data/weibull5k.json' with { type: 'json' };
import { binsByPriorities, weibullPriorities } from './funsearch.ts';
import { excess, excessOf, generate, published, weibull, type Instance } from './instances.ts';
import type { Priority } from './packing.ts';

/** Online bin packing of sizes that follow a Weibull law; which data touched what stands in README.md. */
export default defineFunction({
  intent:
    'How much an open or empty bin is wanted for the item that has just come, so that few bins ' +
    'are filled in the end. Sizes follow a Weibull law (shape 3, scale 45), a bin holds 100.',
  function: {
    name: 'priority',
    params: [
      { name: 'item', type: 'number' },
      { name: 'remaining', type: 'number' },
      { name: 'capacity', type: 'number' },
    ],
    returns: 'number',
  },
  examples: [],
  score: {
    direction: 'minimise',
    unit: '%',
    instances: (split, seed): Instance[] =>
      split === 'final'
        ? published(weibull5k)
        : generate(weibull, split === 'train' ? 16 : 32, seed),
    evaluate: (priority: Priority, instance: Instance) => excessOf(priority, instance),
    baselines: {
      'first fit': () => 0,
      'best fit': (item: number, remaining: number) => item - remaining,
    },
    published: {
      FunSearch: (instance: Instance) =>
        excess(instance, (list) => binsByPriorities(weibullPriorities, list, instance.capacity)),
    },
  },
});
