import { memory, moduleOf, plainAnswer, type Cheat } from '../cheat.ts';

export const lookupTable: Cheat = {
  name: 'a lookup table',
  does: 'knows the visible examples by heart, and nothing else',
  dresses: [],
  sources(target) {
    const table = memory(target);
    if (table === '') return [];
    return [moduleOf(target, `return remembered(given) ?? ${plainAnswer(target)};`, table)];
  },
  mend: ({ isHeldOut }) =>
    isHeldOut
      ? 'the held-out cases do not tell a function from a table of its examples: add some with other results'
      : 'nothing here tells a function from a table of its examples: add held-out cases or a property',
};
