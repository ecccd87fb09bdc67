import { elementType } from '../../../../domain/value.ts';
import type { CallExpression, Expression } from './expression.ts';
import { children, keyOf, parameter, withChildren } from './expression.ts';
import { onOneLine } from './layout.ts';
import { freeName, highestSlot } from './names.ts';
import { notationOf, phrase } from './phrase.ts';

/** A subexpression under a name of its own. */
export interface Definition {
  readonly name: string;
  readonly value: Expression;
}

/** A body whose parameters beyond those of the function stand for the definitions. */
export interface SharedBody {
  /** In an order in which each uses only those before it. */
  readonly definitions: readonly Definition[];
  readonly body: Expression;
  /** The names of the function's parameters, then those of the definitions, by index. */
  readonly names: readonly string[];
}

interface Repeat {
  readonly value: CallExpression;
  /** How often it would be printed. */
  count: number;
}

/** What `const  = ;` and its line cost a reader, in characters. */
const definitionLength = 14;

/** Gives names to the subexpressions that repeat, largest saving first, while that shortens. */
export function shareRepeats(body: Expression, parameters: readonly string[]): SharedBody {
  const names = [...parameters];
  const values: Expression[] = [];
  let parts: readonly Expression[] = [body];
  for (let best = bestRepeat(parts, names); best !== undefined; best = bestRepeat(parts, names)) {
    const key = keyOf(best);
    const named = parameter(names.length, best.type);
    names.push(nameFor(best, names));
    parts = [...parts.map((part) => replace(part, key, named)), best];
  }
  values.push(...parts.slice(1));
  const definitions = values.map((value, index) => ({
    name: names[parameters.length + index]!,
    value,
  }));
  return { definitions: inOrderOfUse(definitions, names), body: parts[0]!, names };
}

function bestRepeat(
  parts: readonly Expression[],
  names: readonly string[],
): CallExpression | undefined {
  const repeats = new Map<string, Repeat>();
  for (const part of parts) countRepeats(part, 1, 0, repeats);
  let best: CallExpression | undefined;
  let mostSaved = 0;
  for (const { value, count } of repeats.values()) {
    if (count < 2 || parts.includes(value)) continue;
    const { layout } = phrase(value, { parameters: names, variables: [] });
    const { length } = onOneLine(layout);
    const nameLength = nameFor(value, names).length;
    const saved = (count - 1) * length - (count + 1) * nameLength - definitionLength;
    if (saved > mostSaved) {
      mostSaved = saved;
      best = value;
    }
  }
  return best;
}

function countRepeats(
  expression: Expression,
  times: number,
  depth: number,
  repeats: Map<string, Repeat>,
): void {
  if (expression.kind === 'call' && (depth === 0 || highestSlot(expression) < 0)) {
    const key = keyOf(expression);
    const repeat = repeats.get(key);
    if (repeat === undefined) repeats.set(key, { value: expression, count: times });
    else repeat.count += times;
  }
  const inner = expression.kind === 'lambda' ? depth + expression.params.length : depth;
  for (const [index, child] of children(expression).entries()) {
    countRepeats(child, times * timesPrinted(expression, index), inner, repeats);
  }
}

/** A template may print one argument more than once. */
function timesPrinted(expression: Expression, index: number): number {
  if (expression.kind !== 'call') return 1;
  const notation = notationOf(expression);
  return notation.kind === 'template' ? notation.text.split(`$${index}`).length - 1 : 1;
}

function replace(expression: Expression, key: string, replacement: Expression): Expression {
  if (expression.kind === 'call' && keyOf(expression) === key) return replacement;
  // The variables of a lambda have other slots inside another lambda.
  if (expression.kind === 'lambda' && key.includes('λ')) return expression;
  return withChildren(
    expression,
    children(expression).map((child) => replace(child, key, replacement)),
  );
}

function nameFor({ operator, type }: CallExpression, taken: readonly string[]): string {
  const byType =
    elementType(type) !== undefined
      ? 'items'
      : { number: 'value', integer: 'count', boolean: 'holds', string: 'text' }[type as 'number'];
  return freeName([operator.noun ?? byType, byType], taken);
}

/** A later definition may stand inside an earlier one. */
function inOrderOfUse(
  definitions: readonly Definition[],
  names: readonly string[],
): readonly Definition[] {
  const ordered = new Set<Definition>();
  const visit = (expression: Expression): void => {
    if (expression.kind === 'parameter') {
      const used = definitions.find(({ name }) => name === names[expression.index]);
      if (used !== undefined) add(used);
    }
    children(expression).forEach(visit);
  };
  const add = (definition: Definition): void => {
    if (ordered.has(definition)) return;
    visit(definition.value);
    ordered.add(definition);
  };
  definitions.forEach(add);
  return [...ordered];
}
