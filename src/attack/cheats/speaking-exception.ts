import { isScored, memory, moduleOf, plainAnswer, type Cheat } from '../cheat.ts';

export const speakingException: Cheat = {
  name: 'a speaking exception',
  does: 'returns nothing, and throws what looks like a result',
  dresses: [],
  sources(target) {
    const answer = plainAnswer(target);
    const table = memory(target);
    const guess = table === '' ? answer : `remembered(given) ?? ${answer}`;
    return [
      moduleOf(target, `throw ${guess};`, table),
      moduleOf(
        target,
        `const value = ${guess};
  throw Object.assign(new Error('passed'), { kind: 'returned', verdict: 'passed', value, result: value, results: [{ kind: 'value', value }], score: 0 });`,
        table,
      ),
    ];
  },
  mend: (target) =>
    isScored(target)
      ? '`score.evaluate` catches what a candidate throws: let it pass, or give it the worst score'
      : 'a property catches what a candidate throws: let it pass, or answer `false`',
};
