import type { Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import * as integer from '../operators/integer.ts';
import type { Rule, RuleTable } from './rule.ts';
import { isCall, isSame, numberOf } from './rule.ts';

const zero = literal(0, 'integer');
const signed32: ReadonlySet<string> = new Set(
  [
    integer.integerBitAnd,
    integer.integerBitOr,
    integer.integerBitXor,
    integer.integerBitNot,
    integer.integerShiftLeft,
    integer.integerShiftRight,
    integer.integerImul,
    integer.integerLeadingZeros,
  ].map(({ id }) => id),
);

/** Whether the value is a signed 32-bit integer, which `| 0` leaves as it is. */
function isSigned32(expression: Expression): boolean {
  if (expression.kind === 'call') return signed32.has(expression.operator.id);
  const value = numberOf(expression);
  return value !== undefined && Object.is(value, value | 0);
}

const ifSigned32 = (expression: Expression): Expression | undefined =>
  isSigned32(expression) ? expression : undefined;

const conjunction: Rule = ({ args: [left, right] }) => {
  const mask = numberOf(right!);
  if (mask === 0) return zero;
  return mask === -1 || isSame(left!, right!) ? ifSigned32(left!) : undefined;
};

const disjunction: Rule = ({ args: [left, right] }) => {
  const mask = numberOf(right!);
  if (mask === -1) return literal(-1, 'integer');
  return mask === 0 || isSame(left!, right!) ? ifSigned32(left!) : undefined;
};

const exclusion: Rule = ({ args: [left, right] }) => {
  if (isSame(left!, right!)) return zero;
  const mask = numberOf(right!);
  if (mask === -1) return call(integer.integerBitNot, left!);
  return mask === 0 ? ifSigned32(left!) : undefined;
};

const complement: Rule = ({ args: [operand] }) =>
  isCall(operand!, integer.integerBitNot) ? ifSigned32(operand.args[0]) : undefined;

const shift: Rule = ({ args: [left, right] }) =>
  numberOf(right!) === 0 ? ifSigned32(left!) : undefined;

const wrappingProduct: Rule = ({ args: [left, right] }) => {
  const factor = numberOf(left!);
  if (factor === 0) return zero;
  return factor === 1 ? ifSigned32(right!) : undefined;
};

export const bitRules: RuleTable = {
  'integer.bitAnd': [conjunction],
  'integer.bitOr': [disjunction],
  'integer.bitXor': [exclusion],
  'integer.bitNot': [complement],
  'integer.shiftLeft': [shift],
  'integer.shiftRight': [shift],
  'integer.imul': [wrappingProduct],
};
