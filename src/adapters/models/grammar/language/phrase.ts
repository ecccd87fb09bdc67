import type { Value, ValueType } from '../../../../domain/value.ts';
import { elementType } from '../../../../domain/value.ts';
import type { CallExpression, Expression } from './expression.ts';
import { children, literal } from './expression.ts';
import type { Layout } from './layout.ts';
import { group, ifBroken, indent, line, separated, softLine } from './layout.ts';
import { printLiteral, printMask } from './literal.ts';
import type { InfixNotation } from './notation.ts';
import { infix, precedenceOf } from './notation.ts';
import type { Notation } from './operator.ts';
import type { Phrase } from './parentheses.ts';
import { atLeast, binary, enclosed } from './parentheses.ts';

/** What the parameters and the lambda variables in scope are called. */
export interface Names {
  /** By the index of the parameter. */
  readonly parameters: readonly string[];
  /** By the slot of the variable. */
  readonly variables: readonly string[];
  /** Plain JavaScript is wanted: templates lose their type arguments. */
  readonly untyped?: boolean;
}

type TemplateNotation = Extract<Notation, { kind: 'template' }>;
type LambdaExpression = Extract<Expression, { kind: 'lambda' }>;

/** What a template of that precedence has on top, as far as parentheses depend on it. */
const symbolByPrecedence: ReadonlyMap<number, string> = new Map([
  [precedenceOf['||'], '||'],
  [precedenceOf['+'], '+'],
  [precedenceOf['*'], '*'],
  [precedenceOf['**'], '**'],
  [precedenceOf['==='], '==='],
]);

/** `reduce<number[]>(…)` */
const typeArgument = /<(number|boolean|string)(\[\])?>/;

const atom = (layout: Layout): Phrase => ({ layout, precedence: precedenceOf.atom });
const member = (layout: Layout): Phrase => ({ layout, precedence: precedenceOf.member });

/** The expression in TypeScript, with the parentheses that it needs and those that help. */
export function phrase(expression: Expression, names: Names): Phrase {
  switch (expression.kind) {
    case 'parameter':
      return atom(names.parameters[expression.index]!);
    case 'variable':
      return atom(names.variables[expression.slot]!);
    case 'literal':
      return literalPhrase(expression.value);
    case 'call':
      return callPhrase(expression, names);
    case 'lambda':
      return lambdaPhrase(expression, [], names);
  }
}

function literalPhrase(value: Value): Phrase {
  const text = printLiteral(value);
  if (text.startsWith('-')) return { layout: text, precedence: precedenceOf.prefix };
  return { ...atom(text), numeral: typeof value === 'number' };
}

/** How this call is written, which may depend on the literals among its arguments. */
export function notationOf({ operator, args }: CallExpression): Notation {
  const { simpler } = operator;
  if (simpler === undefined) return operator.notation;
  const literals = args.map((arg) => (arg.kind === 'literal' ? arg.value : undefined));
  return simpler.when(literals) ? simpler.notation : operator.notation;
}

function callPhrase(call: CallExpression, names: Names): Phrase {
  const notation = notationOf(call);
  switch (notation.kind) {
    case 'infix':
      return infixPhrase(call, notation, names);
    case 'prefix':
      return prefixPhrase(notation.symbol, call.args[0]!, names);
    case 'call': {
      const args =
        notation.variadic === true
          ? flatArguments(call, notation.name, names)
          : argumentPhrases(call, names);
      return member([notation.name, argumentList(args)]);
    }
    case 'method': {
      const [receiver, ...args] = argumentPhrases(call, names);
      return member([receiverOf(receiver!), `.${notation.name}`, argumentList(args)]);
    }
    case 'property':
      return member([receiverOf(phrase(call.args[0]!, names)), `.${notation.name}`]);
    case 'conditional':
      return conditionalPhrase(argumentPhrases(call, names));
    case 'template':
      return templatePhrase(argumentPhrases(call, names), notation, names.untyped === true);
  }
}

function argumentPhrases({ operator, args }: CallExpression, names: Names): readonly Phrase[] {
  return args.map((arg, index) => {
    if (arg.kind !== 'lambda') return phrase(arg, names);
    const wanted = operator.params[index];
    const suggested = typeof wanted === 'object' ? wanted.names : undefined;
    return lambdaPhrase(arg, suggested ?? [], names);
  });
}

function infixPhrase(call: CallExpression, notation: InfixNotation, names: Names): Phrase {
  const { symbol, precedence } = notation;
  const [left, right] = call.args as [Expression, Expression];
  const flipped = flippedComparison(symbol, left, right);
  if (flipped !== undefined) {
    return binary(phrase(right, names), flipped, precedence, phrase(left, names));
  }
  const opposite = oppositeTerm(symbol, right);
  if (opposite !== undefined) {
    const other = symbol === '+' ? '-' : '+';
    return binary(phrase(left, names), other, precedence, phrase(opposite, names));
  }
  const isMasking = symbol === '&' || symbol === '|' || symbol === '^';
  const [first, second] = [left, right].map((arg) =>
    isMasking && arg.kind === 'literal' ? maskPhrase(arg.value) : phrase(arg, names),
  ) as [Phrase, Phrase];
  const regroups =
    notation.associative && right.kind === 'call' && right.operator === call.operator;
  return binary(first, symbol, precedence, second, regroups);
}

/** `2 < x` reads better as `x > 2`. */
function flippedComparison(symbol: string, left: Expression, right: Expression) {
  if (left.kind !== 'literal' || right.kind === 'literal') return undefined;
  return symbol === '<' ? '>' : symbol === '<=' ? '>=' : undefined;
}

/** `a + -3` is exactly `a - 3`: the term to print after the other sign, where there is one. */
function oppositeTerm(symbol: string, term: Expression): Expression | undefined {
  if (symbol !== '+' && symbol !== '-') return undefined;
  if (term.kind === 'literal') {
    const { value, type } = term;
    const isNegative = typeof value === 'number' && (value < 0 || Object.is(value, -0));
    return isNegative ? literal(-value, type) : undefined;
  }
  if (term.kind !== 'call') return undefined;
  const { notation } = term.operator;
  return notation.kind === 'prefix' && notation.symbol === '-' ? term.args[0] : undefined;
}

/** Masks of more than four bits are written in hexadecimal digits. */
function maskPhrase(value: Value): Phrase {
  const isWide = typeof value === 'number' && Math.abs(value) > 15;
  return isWide
    ? { layout: printMask(value), precedence: precedenceOf.prefix }
    : literalPhrase(value);
}

function prefixPhrase(symbol: string, operand: Expression, names: Names): Phrase {
  const negated = symbol === '!' ? negatedEquality(operand, names) : undefined;
  if (negated !== undefined) return negated;
  const inner = phrase(operand, names);
  const collides = symbol === '-' && inner.precedence === precedenceOf.prefix;
  return {
    layout: [symbol, collides ? enclosed(inner) : atLeast(inner, precedenceOf.prefix)],
    precedence: precedenceOf.prefix,
  };
}

/** `!(a === b)` is `a !== b`, and the other way round. */
function negatedEquality(operand: Expression, names: Names): Phrase | undefined {
  if (operand.kind !== 'call') return undefined;
  const notation = notationOf(operand);
  if (notation.kind !== 'infix' || !['===', '!=='].includes(notation.symbol)) return undefined;
  return infixPhrase(operand, infix(notation.symbol === '===' ? '!==' : '==='), names);
}

/** `Math.max(a, Math.max(b, c))` has three arguments: the arguments with calls spelt out. */
function flatArguments(call: CallExpression, name: string, names: Names): readonly Phrase[] {
  return call.args.flatMap((arg) => {
    const notation = arg.kind === 'call' ? notationOf(arg) : undefined;
    const isSame = notation?.kind === 'call' && notation.variadic && notation.name === name;
    return isSame ? flatArguments(arg as CallExpression, name, names) : [phrase(arg, names)];
  });
}

function argumentList(args: readonly Phrase[]): Layout {
  if (args.length === 0) return '()';
  const items = args.map((arg) => group(arg.layout));
  return group('(', indent(softLine, separated(items, ',')), ifBroken(','), softLine, ')');
}

function receiverOf(receiver: Phrase): Layout {
  return receiver.numeral === true ? enclosed(receiver) : atLeast(receiver, precedenceOf.member);
}

function conditionalPhrase(args: readonly Phrase[]): Phrase {
  const [test, yes, no] = args as [Phrase, Phrase, Phrase];
  const precedence = precedenceOf['?:'];
  const branches = [line, '? ', atLeast(yes, precedence), line, ': ', atLeast(no, precedence)];
  return { layout: [atLeast(test, precedence + 1), indent(...branches)], precedence };
}

function templatePhrase(
  args: readonly Phrase[],
  { text, precedence, holes }: TemplateNotation,
  untyped: boolean,
): Phrase {
  const plain = untyped ? text.replace(typeArgument, '') : text;
  const layout = plain.split(/\$(\d)/).map((piece, position, pieces): Layout => {
    if (position % 2 === 0) return piece;
    const arg = args[Number(piece)]!;
    const isReceiver = pieces[position + 1]!.startsWith('.');
    if (isReceiver) return receiverOf(arg);
    return atLeast(arg, holes[Number(piece)] ?? precedenceOf.argument);
  });
  const symbol = symbolByPrecedence.get(precedence);
  return symbol === undefined ? { layout, precedence } : { layout, precedence, symbol };
}

function lambdaPhrase(
  { params, body }: LambdaExpression,
  suggested: readonly string[],
  names: Names,
): Phrase {
  const outer = names.variables.length;
  const variables = [...names.variables];
  for (const [index, type] of params.entries()) {
    const wished = [...suggested.slice(index, index + 1), ...namesByType(type)];
    variables.push(freeName(wished, [...names.parameters, ...variables]));
  }
  const used = variables.slice(outer, highestSlot(body) + 1);
  const inner = phrase(body, { ...names, variables });
  const isConditional = inner.precedence === precedenceOf['?:'];
  return {
    layout: [
      `(${used.join(', ')}) =>`,
      group(indent(line, isConditional ? enclosed(inner) : group(inner.layout))),
    ],
    precedence: precedenceOf.argument,
  };
}

function namesByType(type: ValueType): readonly string[] {
  if (elementType(type) !== undefined) return ['items', 'others'];
  if (type === 'string') return ['word', 'other'];
  return type === 'boolean' ? ['flag', 'other'] : ['x', 'y', 'z'];
}

/** The first wished name that is not taken, else the first one with a number. */
export function freeName(wished: readonly string[], taken: readonly string[]): string {
  const free = wished.find((name) => !taken.includes(name));
  if (free !== undefined) return free;
  let count = 2;
  while (taken.includes(`${wished[0]}${count}`)) count += 1;
  return `${wished[0]}${count}`;
}

/** The highest slot of a lambda variable in the expression; -1 where there is none. */
export function highestSlot(expression: Expression): number {
  if (expression.kind === 'variable') return expression.slot;
  return children(expression).reduce((most, child) => Math.max(most, highestSlot(child)), -1);
}
