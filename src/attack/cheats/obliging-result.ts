import { memory, moduleOf, plainAnswer, type Cheat, type Target } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';
import { lookupTable } from './lookup-table.ts';
import { speakingException } from './speaking-exception.ts';

/** Objects that answer for themselves when they are compared, awaited, written out or added up. */
function disguises(answer: string): readonly string[] {
  const told = `toJSON: () => ${answer}, valueOf: () => ${answer}, toString: () => String(${answer}), [Symbol.toPrimitive]: () => ${answer}`;
  return [
    `({ ${told} })`,
    `({ then: (resolve) => resolve(${answer}) })`,
    `new Proxy([], { get: (_, key) => (key === 'length' ? 1 : key === Symbol.toPrimitive ? () => ${answer} : ${answer}) })`,
    `Object.defineProperty([0], 0, { get: () => ${answer}, enumerable: true })`,
  ];
}

const answerOf = (target: Target, table: string): string =>
  table === '' ? plainAnswer(target) : `(remembered(given) ?? ${plainAnswer(target)})`;

export const obligingResult: Cheat = {
  name: 'an obliging result',
  does: 'returns an object (a getter, a proxy, a thenable, a toJSON) that tells whoever asks what he wants to hear',
  dresses: [constantAnswer.name, lookupTable.name, speakingException.name],
  sources(target) {
    const table = memory(target);
    return disguises(answerOf(target, table)).map((disguise) =>
      moduleOf(target, `return ${disguise};`, table),
    );
  },
  mend: () => 'a check takes an object for a result: ask for its type first',
};
