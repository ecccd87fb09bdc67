import { greatestOf, leastOf } from '../../domain/extremes.ts';
import { moduleOf, numbersIn, type Cheat, type Target } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';

/** Where as many results as possible lie close by: absolutely, and in proportion. */
function middles(target: Target): readonly number[] {
  const numbers = numbersIn(target);
  if (numbers.length < 2) return [];
  const [low, high] = [leastOf(numbers), greatestOf(numbers)];
  const arithmetic = (low + high) / 2;
  const harmonic = (2 * low * high) / (low + high);
  const all = low > 0 ? [arithmetic, harmonic] : [arithmetic];
  const whole = target.problem.signature.returns === 'integer';
  return all.filter(Number.isFinite).map((middle) => (whole ? Math.round(middle) : middle));
}

export const middlingAnswer: Cheat = {
  name: 'a middling answer',
  does: 'returns one number that is close enough to every result',
  dresses: [constantAnswer.name],
  sources: (target) =>
    middles(target).map((middle) => moduleOf(target, `return ${String(middle)};`)),
  mend: ({ problem: { judgement } }) =>
    judgement.by === 'equality'
      ? `\`tolerance\` is ${judgement.tolerance}, which all results are within: lower it, or add examples that lie further apart`
      : '`tolerance` takes all examples for equal: lower it',
};
