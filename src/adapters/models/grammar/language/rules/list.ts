import { elementType, primitiveTypes } from '../../../../../domain/value.ts';
import type { Expression } from '../expression.ts';
import { call, children, lambda, literal, withChildren } from '../expression.ts';
import { booleanAnd } from '../operators/boolean.ts';
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

/** A literal position or count that is not counted from the end. */
function countOf(expression: Expression): number | undefined {
  const count = numberOf(expression);
  return count !== undefined && count >= 0 ? count : undefined;
}

const whole = (value: number): Expression => literal(value, 'integer');

/** `items.slice(2).slice(3)` is `items.slice(5)`, and after `items.slice(0, 4)` it is `items.slice(3, 4)`. */
const dropping: Rule = ({ operator, args: [items, count] }) => {
  const dropped = countOf(count!);
  if (dropped === undefined) return undefined;
  if (dropped === 0) return items;
  const [inner, own] = argumentsOf(items!, /\.(?:take|drop)$/);
  const before = own === undefined ? undefined : countOf(own);
  if (inner === undefined || before === undefined) return undefined;
  if (items!.kind === 'call' && items!.operator === operator) {
    return call(operator, inner, whole(before + dropped));
  }
  const slice = operatorById.get(`${inner.type}.slice`);
  return slice && call(slice, inner, whole(dropped), whole(before));
};

const taking: Rule = ({ operator, args: [items, count] }) => {
  const taken = countOf(count!);
  const [inner, own] = argumentsOf(items!, /\.(?:take|drop)$/);
  const before = own === undefined ? undefined : countOf(own);
  if (taken === undefined || inner === undefined || before === undefined) return undefined;
  if (items!.kind === 'call' && items!.operator === operator) {
    return call(operator, inner, whole(Math.min(before, taken)));
  }
  const slice = operatorById.get(`${inner.type}.slice`);
  return slice && call(slice, inner, whole(before), whole(before + taken));
};

/** The function that does first what `first` does and then what `then` does, where that repeats nothing. */
function composed(first: Expression, then: Expression, depth: number): Expression | undefined {
  if (first.kind !== 'lambda' || then.kind !== 'lambda' || hasLambda(first.body)) return undefined;
  if (hasLambda(then.body) || usesOf(then.body, depth) > 1) return undefined;
  return lambda(first.params, replaced(then.body, depth, first.body));
}

const hasLambda = (expression: Expression): boolean =>
  expression.kind === 'lambda' || children(expression).some(hasLambda);

function usesOf(expression: Expression, slot: number): number {
  if (expression.kind === 'variable') return Number(expression.slot === slot);
  return children(expression).reduce((sum, part) => sum + usesOf(part, slot), 0);
}

function replaced(expression: Expression, slot: number, by: Expression): Expression {
  if (expression.kind === 'variable' && expression.slot === slot) return by;
  return withChildren(
    expression,
    children(expression).map((part) => replaced(part, slot, by)),
  );
}

/** `items.map(f).map(g)` is one map, where `g` looks at its argument once. */
const mapping: Rule = ({ args: [items, image], type }, { depth }) => {
  const [inner, first] = argumentsOf(items!, /\.map\.\w+$/);
  if (inner === undefined || first === undefined) return undefined;
  const both = composed(first, image!, depth);
  const operator = operatorById.get(`${inner.type}.map.${elementType(type)!}`);
  return both && operator && call(operator, inner, both);
};

/** `items.filter(p).filter(q)` is one filter. */
const filtering: Rule = ({ operator, args: [items, holds] }) => {
  if (items!.kind !== 'call' || items!.operator !== operator) return undefined;
  const [inner, first] = items!.args as [Expression, Expression];
  if (first.kind !== 'lambda' || holds!.kind !== 'lambda') return undefined;
  return call(operator, inner, lambda(first.params, call(booleanAnd, first.body, holds!.body)));
};

export const listRules: RuleTable = Object.fromEntries(
  primitiveTypes.flatMap((element): [string, readonly Rule[]][] => [
    ...primitiveTypes.map((to): [string, readonly Rule[]] => [
      `${element}[].map.${to}`,
      element === to ? [identity, mapping] : [mapping],
    ]),
    [`${element}[].filter`, [keepsAll, filtering]],
    [`${element}[].length`, [lengthOfSame]],
    [`${element}[].reverse`, [twiceIsNever]],
    [`${element}[].unique`, [onceIsEnough]],
    [`${element}[].drop`, [dropping]],
    [`${element}[].take`, [taking]],
    ...(element === 'integer' || element === 'string'
      ? [[`${element}[].sort`, [onceIsEnough]] as [string, readonly Rule[]]]
      : []),
  ]),
);
