import type { CallExpression, Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import type { Operator } from '../operator.ts';
import * as text from '../operators/text.ts';
import type { Rule, RuleTable } from './rule.ts';
import { isCall, isSame, literalOf, numberOf } from './rule.ts';

/** Doing it twice does no more. */
const idempotent: readonly Operator[] = [
  text.textTrim,
  text.textToUpperCase,
  text.textToLowerCase,
  text.textTidySpaces,
  text.textOnlyDigits,
  text.textOnlyLetters,
  text.textOnlyLettersAndDigits,
  text.textOnlyUpperCase,
  text.textWithoutDigits,
  text.textWithoutSpaces,
  text.textFirstNumber,
  text.textLastNumber,
  text.textFirstDecimal,
  text.textFirstLetters,
];

/** These do not see white space at the ends. */
const trimming: readonly Operator[] = [
  text.textTrim,
  text.textTidySpaces,
  text.textWords,
  text.textWord,
  text.textWordCount,
  text.textOnlyDigits,
  text.textOnlyLetters,
  text.textOnlyLettersAndDigits,
  text.textOnlyUpperCase,
  text.textWithoutSpaces,
  text.textFirstNumber,
  text.textFirstDecimal,
  text.textFirstLetters,
  text.textToNumber,
];

const onceIsEnough: Rule = ({ operator, args: [operand] }) =>
  isCall(operand!, operator) ? operand : undefined;

const trimsItself: Rule = ({ operator, args: [operand, ...others] }) =>
  isCall(operand!, text.textTrim) && operator !== text.textTrim
    ? call(operator, operand.args[0], ...others)
    : undefined;

const concatenation: Rule = ({ args: [left, right] }) => {
  const [first, second] = [literalOf(left!), literalOf(right!)];
  if (first === '') return right;
  if (second === '') return left;
  if (isCall(right!, text.textConcat)) {
    return call(text.textConcat, call(text.textConcat, left!, right.args[0]), right.args[1]!);
  }
  if (second === undefined || !isCall(left!, text.textConcat)) return undefined;
  const inner = literalOf(left.args[1]!);
  return inner === undefined
    ? undefined
    : call(
        text.textConcat,
        left.args[0],
        literal(`${inner as string}${second as string}`, 'string'),
      );
};

const slicing: Rule = ({ args: [operand, start, end] }) => {
  const [from, to] = [numberOf(start!), numberOf(end!)];
  if (isCall(end!, text.textLength) && isSame(end.args[0], operand!)) {
    return call(text.textSliceFrom, operand!, start!);
  }
  if (isSame(start!, end!)) return literal('', 'string');
  if (from !== undefined && from >= 0 && to !== undefined && to >= from) {
    /** `text.slice(2).slice(0, 3)` is `text.slice(2, 5)`. */
    const skipped = isCall(operand!, text.textSliceFrom) ? numberOf(operand.args[1]!) : undefined;
    if (skipped !== undefined && skipped >= 0) {
      const [first, last] = [skipped + from, skipped + to].map((at) => literal(at, 'integer'));
      return call(text.textSlice, (operand as CallExpression).args[0]!, first!, last!);
    }
  }
  return from !== undefined && from >= 0 && to === from + 1
    ? call(text.textCharAt, operand!, start!)
    : undefined;
};

const slicingFrom: Rule = ({ args: [operand, start] }) => {
  const from = numberOf(start!);
  if (from === 0) return operand;
  if (from === undefined || from < 0 || !isCall(operand!, text.textSliceFrom)) return undefined;
  const before = numberOf(operand.args[1]!);
  return before !== undefined && before >= 0
    ? call(text.textSliceFrom, operand.args[0], literal(before + from, 'integer'))
    : undefined;
};

const isEmpty = (expression: Expression): boolean => literalOf(expression) === '';
const holdsOfEmpty: Rule = ({ args: [, part] }) =>
  isEmpty(part!) ? literal(true, 'boolean') : undefined;

export const textRules: readonly RuleTable[] = [
  Object.fromEntries(idempotent.map(({ id }) => [id, [onceIsEnough]])),
  Object.fromEntries(trimming.map(({ id }) => [id, [trimsItself]])),
  {
    'text.concat': [concatenation],
    'text.slice': [slicing],
    'text.sliceFrom': [slicingFrom],
    'text.trim': [
      ({ args: [operand] }) => (isCall(operand!, text.textTidySpaces) ? operand : undefined),
    ],
    'text.indexOf': [({ args: [, part] }) => (isEmpty(part!) ? literal(0, 'integer') : undefined)],
    'text.includes': [holdsOfEmpty],
    'text.startsWith': [holdsOfEmpty],
    'text.endsWith': [holdsOfEmpty],
    'text.padStart': [({ args: [operand, , fill] }) => (isEmpty(fill!) ? operand : undefined)],
  },
];
