import { significantDigits } from '../../../../domain/literal-size.ts';
import { partsOf, type Value } from '../../../../domain/value.ts';
import { children, type CallExpression, type Expression } from './expression.ts';
import { precedenceOf } from './notation.ts';

/** What a branch costs beside its operator: a rule of two cases must earn its second case. */
const branch = 2;

/**
 * How much a program says, about in nodes: what it takes from its input is cheap, what it knows
 * by heart is dear, so that of programs that agree with the examples the cheapest generalises
 * best (a description length, roughly).
 */
export function costOf(expression: Expression): number {
  const inner = children(expression).reduce((sum, child) => sum + costOf(child), 0);
  switch (expression.kind) {
    case 'parameter':
    case 'variable':
      return 1;
    case 'literal':
      return literalCost(expression.value);
    case 'call':
      return expression.operator.cost + (readsAsBranch(expression) ? branch : 0) + inner;
    case 'lambda':
      return 1 + inner;
  }
}

/** Whether a call is written as `?:`: a choice, or a guard that its arguments do not make needless. */
function readsAsBranch({ operator, args }: CallExpression): boolean {
  const { notation, simpler } = operator;
  if (notation.kind === 'conditional') return true;
  if (notation.kind !== 'template' || notation.precedence !== precedenceOf['?:']) return false;
  const literals = args.map((arg) => (arg.kind === 'literal' ? arg.value : undefined));
  return simpler?.when(literals) !== true;
}

/** Grows with what must be written down: characters of a text, digits of a number. */
function literalCost(value: Value): number {
  if (typeof value === 'string') return 2 + value.length / 2;
  if (typeof value === 'number') return 1 + (significantDigits(value) + Number(value < 0)) / 2;
  return typeof value === 'boolean'
    ? 1
    : 1 + partsOf(value).reduce<number>((sum, item) => sum + literalCost(item), 0);
}
