import type { Value, ValueType } from '../../../../domain/value.ts';
import { calledFunction, chain, methodCall } from './chain.ts';
import type { CallExpression, Expression } from './expression.ts';
import { literal } from './expression.ts';
import type { Layout } from './layout.ts';
import { fill, group, ifBroken, indent, line, onOneLine, softLine } from './layout.ts';
import { printLiteral, printMask, typeName } from './literal.ts';
import type { Names } from './names.ts';
import { freeName, highestSlot, namesByType } from './names.ts';
import type { InfixNotation } from './notation.ts';
import { infix, precedenceOf } from './notation.ts';
import type { Notation } from './operator.ts';
import type { Phrase } from './parentheses.ts';
import { atLeast, binary, bracketed, conditional, enclosed } from './parentheses.ts';
import { templatePhrase } from './template-phrase.ts';

type LambdaExpression = Extract<Expression, { kind: 'lambda' }>;

const atom = (layout: Layout): Phrase => ({ layout, precedence: precedenceOf.atom });

/** The expression in TypeScript, with the parentheses that it needs and those that help. */
export function phrase(expression: Expression, names: Names): Phrase {
  switch (expression.kind) {
    case 'parameter':
      return atom(names.parameters[expression.index]!);
    case 'variable':
      return atom(names.variables[expression.slot]!);
    case 'literal':
      return literalPhrase(expression.value, names.untyped === true ? undefined : expression.type);
    case 'call':
      return callPhrase(expression, names);
    case 'lambda':
      return lambdaPhrase(expression, [], names);
  }
}

function literalPhrase(value: Value, type?: ValueType): Phrase {
  if (Array.isArray(value)) {
    const items = value.map((item) => printLiteral(item as Value));
    return { ...atom(listLayout(items, value)), ...emptiness(items, type) };
  }
  const text = printLiteral(value);
  if (text.startsWith('-')) return { layout: text, precedence: precedenceOf.prefix };
  return { ...atom(text), numeral: typeof value === 'number' };
}

/** Numbers fill their lines. */
function listLayout(items: readonly string[], value: readonly Value[]): Layout {
  if (typeof value[0] !== 'number') return bracketed('[', items, ']');
  const words = items.map((item, index) => (index < items.length - 1 ? `${item},` : item));
  return group('[', indent(softLine, fill(words)), ifBroken(','), softLine, ']');
}

const emptiness = (items: readonly string[], type: ValueType | undefined) =>
  items.length === 0 && type !== undefined ? { emptyOf: type } : {};

/** How this call is written, which may depend on the literals among its arguments. */
export function notationOf({ operator, args }: CallExpression): Notation {
  const { simpler } = operator;
  const isSimple = simpler !== undefined && alternatives(args).every(simpler.when);
  return isSimple ? simpler.notation : operator.notation;
}

/** The literals among the arguments: two ways where an argument is a choice between literals. */
function alternatives(args: readonly Expression[]): readonly (readonly (Value | undefined)[])[] {
  return args.reduce<readonly (readonly (Value | undefined)[])[]>(
    (found, arg) => {
      const isChoice = arg.kind === 'call' && arg.operator.notation.kind === 'conditional';
      const values = isChoice ? arg.args.slice(1) : [arg];
      return values.flatMap((value) =>
        found.map((before) => [...before, value.kind === 'literal' ? value.value : undefined]),
      );
    },
    [[]],
  );
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
      return calledFunction(notation.name, args);
    }
    case 'method': {
      const [receiver, ...args] = argumentPhrases(call, names);
      return chain(receiver!, [methodCall(notation.name, args)]);
    }
    case 'property':
      return chain(phrase(call.args[0]!, names), [
        { layout: `.${notation.name}`, isCall: false, isComplex: false },
      ]);
    case 'conditional':
      return conditional(...(argumentPhrases(call, names) as [Phrase, Phrase, Phrase]));
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
  // Any `+` between texts joins them, also that of `capitalise`.
  const regroups =
    notation.associative &&
    right.kind === 'call' &&
    (right.operator === call.operator || call.type === 'string');
  return binary(first, symbol, precedence, second, regroups);
}

/** `2 < x` reads better as `x > 2`, and `least < item` as `item > least` for each item. */
function flippedComparison(symbol: string, left: Expression, right: Expression) {
  const isFlipped =
    left.kind === 'literal'
      ? right.kind !== 'literal'
      : highestSlot(left) < 0 && highestSlot(right) >= 0;
  if (!isFlipped) return undefined;
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
  const isWide = Number.isSafeInteger(value) && Math.abs(value as number) > 15;
  return isWide
    ? { layout: printMask(value as number), precedence: precedenceOf.prefix }
    : literalPhrase(value);
}

function prefixPhrase(symbol: string, operand: Expression, names: Names): Phrase {
  const negated = symbol === '!' ? negatedEquality(operand, names) : undefined;
  if (negated !== undefined) return negated;
  const inner = phrase(operand, names);
  const collides = symbol === '-' && onOneLine(inner.layout).startsWith('-');
  return {
    layout: [symbol, collides ? enclosed(inner) : atLeast(inner, precedenceOf.prefix)],
    precedence: precedenceOf.prefix,
    isComplex: inner.isComplex === true,
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
  const isConditional = inner.symbol === '?';
  const head = `(${used.join(', ')}) =>`;
  const layout = isConditional
    ? enclosed(inner)
    : inner.emptyOf === undefined
      ? group(inner.layout)
      : `[] as ${typeName(inner.emptyOf)}`;
  const mayStartOnFirstLine = isConditional || inner.chain !== undefined;
  return {
    layout: [head, group(indent(line, layout))],
    precedence: precedenceOf.argument,
    isComplex: true,
    arrow: { head, body: layout, mayStartOnFirstLine },
  };
}
