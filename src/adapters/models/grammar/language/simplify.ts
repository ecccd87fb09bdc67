import type { Value } from '../../../../domain/value.ts';
import { evaluate } from './evaluate.ts';
import type { CallExpression, Expression } from './expression.ts';
import { children, keyOf, literal, nodeCount, withChildren } from './expression.ts';
import type { Facts } from './facts.ts';
import { assume, insideLambda, knownValue, noFacts } from './facts.ts';
import { printLiteral } from './literal.ts';
import { arithmeticRules } from './rules/arithmetic-rules.ts';
import { bitRules } from './rules/bits.ts';
import { choice, chosenLiteral, conditionalRules } from './rules/conditional.ts';
import { listRules } from './rules/list.ts';
import { logicRules } from './rules/logic.ts';
import { canonicalOrder, narrowed } from './rules/order.ts';
import type { Laws, Rule } from './rules/rule.ts';
import { numberOf } from './rules/rule.ts';
import { textRules } from './rules/text.ts';

/** No program has needed more rounds than a few; the bound keeps a faulty rule from looping. */
const mostRounds = 100;
/** A literal with more characters than this is not folded out of a shorter call: `1 / 3`. */
const longestFolded = 8;
/** Operators of the language that tell 0 from -0. */
const signSensitive: ReadonlySet<string> = new Set(['number.divide', 'number.power']);

const rules = new Map<string, readonly Rule[]>();
const tables = [
  ...arithmeticRules,
  ...logicRules,
  ...conditionalRules,
  bitRules,
  ...textRules,
  listRules,
];
for (const [id, found] of tables.flatMap((table) => Object.entries(table))) {
  rules.set(id, [...(rules.get(id) ?? []), ...found]);
}

/**
 * A program that means the same, in the form in which a person would write it: no larger, and
 * the same for many programs that mean the same. Every rule holds for `NaN`, infinities and -0,
 * as `sameValue` of the domain compares results; of integers it is taken for granted that they
 * stay safe integers. With `real`, numbers follow the laws of the reals, so the outcome must be
 * checked against the examples again.
 */
export function simplify(expression: Expression, { real = false } = {}): Expression {
  let current = expression;
  for (let round = 0; round < mostRounds; round += 1) {
    const laws = { real, zeroHasSign: !real && someCall(current, tellsZeros), depth: 0 };
    const next = rewrite(current, noFacts, laws);
    if (keyOf(next) === keyOf(current)) return next;
    current = next;
  }
  return current;
}

function someCall(expression: Expression, holds: (call: CallExpression) => boolean): boolean {
  if (expression.kind === 'call' && holds(expression)) return true;
  return children(expression).some((child) => someCall(child, holds));
}

function tellsZeros({ operator, args }: CallExpression): boolean {
  return signSensitive.has(operator.id) && args[1]!.kind !== 'literal';
}

/** One round: from the leaves to the root. */
function rewrite(expression: Expression, facts: Facts, laws: Laws): Expression {
  const known = knownValue(expression, facts);
  if (known !== undefined) return known;
  if (expression.kind === 'lambda') return rewriteLambda(expression, facts, laws);
  if (expression.kind !== 'call') return expression;
  const call = rewriteArguments(expression, facts, laws);
  return folded(call, laws) ?? applied(call, laws) ?? call;
}

function rewriteLambda(
  expression: Extract<Expression, { kind: 'lambda' }>,
  facts: Facts,
  laws: Laws,
): Expression {
  const inner = { ...laws, depth: laws.depth + expression.params.length };
  return withChildren(expression, [rewrite(expression.body, insideLambda(facts), inner)]);
}

/** What a condition says holds where its outcome is needed. */
function rewriteArguments(call: CallExpression, facts: Facts, laws: Laws): CallExpression {
  const { operator, args } = call;
  const [condition, ...others] = args;
  const isChoice = operator.notation.kind === 'conditional';
  const isConjunction = operator.id === 'boolean.and';
  if (!isChoice && !isConjunction && operator.id !== 'boolean.or') {
    return withArguments(
      call,
      args.map((arg) => rewrite(arg, facts, laws)),
    );
  }
  const test = rewrite(condition!, facts, laws);
  return withArguments(call, [
    test,
    ...others.map((other, index) =>
      rewrite(other, assume(facts, test, isChoice ? index === 0 : isConjunction), laws),
    ),
  ]);
}

function withArguments(call: CallExpression, args: readonly Expression[]): CallExpression {
  return withChildren(call, args) as CallExpression;
}

/** The literal for a call whose arguments are constant, unless the call says more. */
function folded(call: CallExpression, laws: Laws): Expression | undefined {
  if (!isConstant(call) || isMultipleOfPi(call, laws)) return undefined;
  const value = evaluate(call, []);
  return isTelling(call, value) ? undefined : literal(value, call.type);
}

function isConstant(expression: Expression): boolean {
  if (expression.kind === 'literal') return true;
  return expression.kind === 'call' && expression.args.every(isConstant);
}

const scaling: ReadonlySet<string> = new Set([
  'number.multiply',
  'number.divide',
  'number.square',
  'number.cube',
]);

/**
 * `4 * Math.PI` says more than 12.566. Inside a longer product that is left to the laws of the
 * reals, which put all factors in order.
 */
function isMultipleOfPi(call: CallExpression, { real }: Laws): boolean {
  if (!scaling.has(call.operator.id) || call.args.some((arg) => numberOf(arg) === 0)) return false;
  return call.args.some((arg) => isPi(arg) || (real && isProductOfPi(arg)));
}

const isPi = (expression: Expression): boolean => numberOf(expression) === Math.PI;

function isProductOfPi(expression: Expression): boolean {
  if (expression.kind !== 'call' || !scaling.has(expression.operator.id)) return false;
  return expression.args.some((arg) => isPi(arg) || isProductOfPi(arg));
}

/** `1 / 3` and `Math.sqrt(2)` say more than their digits. */
function isTelling(call: CallExpression, value: Value): boolean {
  const { args, operator } = call;
  if (operator.id !== 'number.divide' && operator.id !== 'number.sqrt') return false;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (!args.every((arg) => arg.kind === 'literal' && Number.isInteger(arg.value))) return false;
  return printLiteral(value).length > longestFolded;
}

function applied(call: CallExpression, laws: Laws): Expression | undefined {
  const candidates = [
    narrowed,
    canonicalOrder,
    chosenLiteral,
    ...(call.operator.notation.kind === 'conditional' ? [choice] : []),
    ...(rules.get(call.operator.id) ?? []),
  ];
  for (const rule of candidates) {
    const found = rule(call, laws);
    if (found !== undefined && nodeCount(found) <= nodeCount(call)) return found;
  }
  return undefined;
}
