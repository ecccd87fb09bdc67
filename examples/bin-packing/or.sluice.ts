import { defineFunction } from 'sluice';

import or3 from './data/or3.json' with { type: 'json' };
import { orPriority } from './funsearch.ts';
import { excessOf, generate, orLibrary, published, type Instance } from './instances.ts';
import type { Priority } from './packing.ts';

/** Online bin packing on OR-Library's kind of instance; which data touched what stands in README.md. */
export default defineFunction({
  intent:
    'How much an open or empty bin is wanted for the item that has just come, so that few bins ' +
    'are filled in the end. Items are uniform in 20 to 100, a bin holds 150.',
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
      split === 'final' ? published(or3) : generate(orLibrary, split === 'train' ? 16 : 32, seed),
    evaluate: (priority: Priority, instance: Instance) => excessOf(priority, instance),
    baselines: {
      'first fit': () => 0,
      'best fit': (item: number, remaining: number) => item - remaining,
    },
    published: { FunSearch: (instance: Instance) => excessOf(orPriority, instance) },
  },
});
