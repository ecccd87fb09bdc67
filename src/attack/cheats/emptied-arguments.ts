import { elementType, isValueType } from '../../domain/value.ts';
import { emptyAnswer, moduleOf, type Cheat, type Target } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';

const takesLists = ({ problem }: Target): boolean =>
  problem.signature.params.some(
    ({ type }) => !isValueType(type) || elementType(type) !== undefined,
  );

export const emptiedArguments: Cheat = {
  name: 'emptied arguments',
  does: 'empties the lists that it is given, so that whoever compares with them finds nothing amiss',
  dresses: [constantAnswer.name],
  sources: (target) =>
    takesLists(target)
      ? [
          moduleOf(
            target,
            `for (const one of given) if (Array.isArray(one)) one.length = 0;
  return ${emptyAnswer(target.problem.signature.returns)};`,
          ),
        ]
      : [],
  mend: () => 'a check looks at arguments after the call: let it keep a copy from before',
};
