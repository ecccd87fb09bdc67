import type { ValueSignature } from '../../../../domain/function.ts';
import { conforms, type Value, type ValueType } from '../../../../domain/value.ts';
import type { Random } from '../../../../ports/random.ts';
import { call, type Expression, literal, parameter } from '../language/expression.ts';
import { isUsableAs } from '../language/operator.ts';
import { numberSubtract } from '../language/operators/number.ts';

/** Parameters, and where numbers are wanted the differences of two: what comparisons live on. */
export function leavesOf(
  { params }: ValueSignature,
  type: ValueType,
): (readonly [expression: Expression, weight: number])[] {
  const usable = params.flatMap((param, index) =>
    isUsableAs(param.type, type) ? [parameter(index, param.type)] : [],
  );
  const leaves = usable.map((leaf) => [leaf, 4] as const);
  if (type !== 'number') return leaves;
  const differences = usable.flatMap((left) =>
    usable.flatMap((right) =>
      left === right ? [] : [[call(numberSubtract, left, right), 2] as const],
    ),
  );
  return [...leaves, ...differences];
}

/** A literal that a person might have written; of the author's, one in four. */
export function sampleLiteral(
  type: ValueType,
  constants: readonly Value[],
  random: Random,
): Expression {
  const suggested = constants.filter((constant) => conforms(constant, type));
  if (suggested.length > 0 && random.below(4) === 0) {
    return literal(suggested[random.below(suggested.length)]!, type);
  }
  if (type === 'boolean') return literal(random.below(2) === 0, type);
  if (type === 'string') return literal('', type);
  if (type === 'number' || type === 'integer') {
    return literal(sampleNumber(type === 'integer', random), type);
  }
  return literal([], type);
}

function sampleNumber(whole: boolean, random: Random): number {
  const sign = random.below(4) === 0 ? -1 : 1;
  switch (random.below(whole ? 3 : 4)) {
    case 0:
      return sign * random.below(4) + 0;
    case 1:
      return sign * random.below(21) + 0;
    case 2:
      return sign * Math.round(Math.exp(random.float() * Math.log(200)));
    default:
      return (sign * (1 + random.below(20))) / 10;
  }
}
