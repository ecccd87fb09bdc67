import {
  emptyAnswer,
  isScored,
  lacksBaseline,
  moduleOf,
  plainAnswer,
  type Cheat,
} from '../cheat.ts';

const alternatives: Readonly<Record<string, string>> = {
  number: '1',
  integer: '1',
  boolean: 'true',
};

export const constantAnswer: Cheat = {
  name: 'a constant answer',
  does: 'returns the same value whatever it is given',
  dresses: [],
  sources(target) {
    const { returns } = target.problem.signature;
    const answers = [plainAnswer(target), emptyAnswer(returns), alternatives[returns]];
    return [...new Set(answers.filter((answer) => answer !== undefined))].map((answer) =>
      moduleOf(target, `return ${answer};`),
    );
  },
  mend(target) {
    if (isScored(target)) return lacksBaseline;
    return target.problem.examples.length > 0
      ? 'one answer fits every case: add examples with other results'
      : 'no property ties the result to the arguments: add one that does, or examples';
  },
};
