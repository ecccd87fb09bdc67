import { elementType, primitiveTypes } from '../../../../../domain/value.ts';
import type { Expression } from '../expression.ts';
import { call } from '../expression.ts';
import { operatorById } from '../operators/index.ts';
import type { Rule, RuleTable } from './rule.ts';
import { literalOf, numberOf } from './rule.ts';

/** The arguments of a call whose operator's id ends like this: `.map.integer`, `.reverse`. */
function argumentsOf(expression: Expression, ending: RegExp): readonly Expression[] {
  return expression.kind === 'call' && ending.test(expression.operator.id) ? expression.args : [];
}

/** `items.map((x) => x)` is `items`. */
const identity: Rule = ({ args: [items, image], type }, { depth }) => {
  const body = image!.kind === 'lambda' ? image!.body : undefined;
  const isParameter = body?.kind === 'variable' && body.slot === depth;
  return isParameter && items!.type === type ? items : undefined;
};

/** `items.filter(() => true)` is `items`. */
const keepsAll: Rule = ({ args: [items, keeps] }) =>
  keeps!.kind === 'lambda' && literalOf(keeps!.body) === true ? items : undefined;

/** As many as before: a map, a sorted or a reversed list. */
const lengthOfSame: Rule = ({ args: [items] }) => {
  const [inner] = argumentsOf(items!, /\.(?:map|mapIndexed)\.\w+$|\.(?:reverse|sort|sortBy)$/);
  const element = inner === undefined ? undefined : elementType(inner.type);
  const length = operatorById.get(`${element}[].length`);
  return length === undefined ? undefined : call(length, inner!);
};

const onceIsEnough: Rule = ({ operator, args: [items] }) =>
  items!.kind === 'call' && items!.operator === operator ? items : undefined;

const twiceIsNever: Rule = ({ operator, args: [items] }) =>
  items!.kind === 'call' && items!.operator === operator ? items!.args[0] : undefined;

const dropsNone: Rule = ({ args: [items, count] }) => (numberOf(count!) === 0 ? items : undefined);

export const listRules: RuleTable = Object.fromEntries(
  primitiveTypes.flatMap((element): [string, readonly Rule[]][] => [
    [`${element}[].map.${element}`, [identity]],
    [`${element}[].filter`, [keepsAll]],
    [`${element}[].length`, [lengthOfSame]],
    [`${element}[].reverse`, [twiceIsNever]],
    [`${element}[].unique`, [onceIsEnough]],
    [`${element}[].drop`, [dropsNone]],
    ...(element === 'integer' || element === 'string'
      ? [[`${element}[].sort`, [onceIsEnough]] as [string, readonly Rule[]]]
      : []),
  ]),
);
