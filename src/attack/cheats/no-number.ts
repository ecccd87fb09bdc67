import { elementType, type ValueType } from '../../domain/value.ts';
import { isScored, moduleOf, type Cheat } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';

const strange = ['NaN', 'Infinity', '-Infinity', '-0', 'Number.MAX_VALUE'];

export const noNumber: Cheat = {
  name: 'a number that is none',
  does: 'returns NaN, an infinity or what overflows into one, with which comparisons go wrong',
  dresses: [constantAnswer.name],
  sources(target) {
    const returns = target.problem.signature.returns as ValueType;
    if (returns === 'number') return strange.map((one) => moduleOf(target, `return ${one};`));
    if (elementType(returns) !== 'number') return [];
    return strange.slice(0, 2).map((one) => moduleOf(target, `return [${one}];`));
  },
  mend: (target) =>
    isScored(target)
      ? '`score.evaluate` takes it for a good answer: give what is not finite the worst score'
      : 'no check notices it: add an example, or a property that wants `Number.isFinite` of the result',
};
