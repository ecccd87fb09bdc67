import * as fc from 'fast-check';
import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import type { Expression } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import {
  call,
  children,
  lambda,
  literal,
  parameter,
  variable,
  withChildren,
} from '../../../../../src/adapters/models/grammar/language/expression.ts';
import type { Operator } from '../../../../../src/adapters/models/grammar/language/operator.ts';
import { isUsableAs } from '../../../../../src/adapters/models/grammar/language/operator.ts';
import { operators } from '../../../../../src/adapters/models/grammar/language/operators/index.ts';
import type { ValueSignature } from '../../../../../src/domain/function.ts';
import {
  isArray,
  type PrimitiveType,
  type Value,
  type ValueType,
} from '../../../../../src/domain/value.ts';
import { elementType, primitiveTypes, valueTypes } from '../../../../../src/domain/value.ts';

/** A program with its signature and inputs to run it on. */
export interface Sample {
  readonly signature: ValueSignature;
  readonly body: Expression;
  readonly inputs: readonly (readonly Value[])[];
}

const parameterNames = ['a', 'x', 'text', 'count', 'sum'];
const mostParameters = 3;
const deepest = 4;

const telling: Record<PrimitiveType, readonly Value[]> = {
  number: [0, 1, 2, 0.5, -1, -3, 10, 3.75, -0, 1e-7, 1e21, Math.PI, NaN, Infinity, -Infinity],
  integer: [0, 1, 2, 3, -1, 7, 100, -20, 255, -0, 65536, 2 ** 31, -(2 ** 31), 2 ** 53 - 1],
  boolean: [false, true],
  string: [
    '',
    'a',
    ' ',
    'Ada Lovelace',
    ',',
    '12',
    'b-7, c',
    "it's",
    '"',
    '\\n',
    '\n',
    '$&',
    'ß',
    '💧é',
    '\ud800',
    '<b>3.5</b>',
  ],
};

type Vocabulary = ReadonlyMap<ValueType, readonly Operator[]>;

const vocabularyOf = (known: readonly Operator[]): Vocabulary =>
  new Map(
    valueTypes.map((type) => [type, known.filter((operator) => isUsableAs(operator.result, type))]),
  );

/** Reads choices off a list of numbers; at its end every choice is the first, which is a leaf. */
class Choices {
  readonly #tape: readonly number[];
  #next = 0;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  below(limit: number): number {
    const chosen = (this.#tape[this.#next] ?? 0) % limit;
    this.#next += 1;
    return chosen;
  }

  from<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

function chooseValue(type: ValueType, choices: Choices): Value {
  const element = elementType(type);
  if (element === undefined) return choices.from(telling[type as PrimitiveType]);
  return Array.from({ length: choices.below(4) }, () => choices.from(telling[element]));
}

/** What may stand in an expression. */
interface Scope {
  readonly vocabulary: Vocabulary;
  readonly params: readonly ValueType[];
  readonly variables: readonly ValueType[];
}

function chooseLeaf(type: ValueType, scope: Scope, choices: Choices): Expression {
  const leaves = [
    ...scope.params.map((param, index) => parameter(index, param)),
    ...scope.variables.map((held, slot) => variable(slot, held)),
  ].filter((leaf) => isUsableAs(leaf.type, type));
  const chosen = choices.below(leaves.length + 1);
  return leaves[chosen] ?? literal(chooseValue(type, choices), type);
}

function chooseExpression(
  type: ValueType,
  scope: Scope,
  depth: number,
  choices: Choices,
): Expression {
  const possible = scope.vocabulary.get(type)!;
  if (depth === 0 || possible.length === 0 || choices.below(4) === 0)
    return chooseLeaf(type, scope, choices);
  const operator = choices.from(possible);
  const args = operator.params.map((param) => {
    if (typeof param !== 'object') return chooseExpression(param, scope, depth - 1, choices);
    const inner = { ...scope, variables: [...scope.variables, ...param.params] };
    return lambda(param.params, chooseExpression(param.result, inner, depth - 1, choices));
  });
  return call(operator, ...args);
}

function sampleOf(
  tape: readonly number[],
  vocabulary: Vocabulary,
  types: readonly ValueType[],
): Sample {
  const choices = new Choices(tape);
  const returns = choices.from(types);
  const params = Array.from({ length: 1 + choices.below(mostParameters) }, (_, index) => ({
    name: parameterNames[index]!,
    type: choices.from(types),
  }));
  const held = params.map(({ type }) => type);
  const scope = { vocabulary, params: held, variables: [] };
  const body = chooseExpression(returns, scope, 1 + choices.below(deepest), choices);
  const inputs = Array.from({ length: 4 }, () => held.map((type) => chooseValue(type, choices)));
  return { signature: { name: 'candidate', params, returns }, body, inputs };
}

/** Well-typed programs over some operators and types, with inputs that tell much. */
export function samplesOver(
  known: readonly Operator[],
  types: readonly ValueType[] = valueTypes,
): fc.Arbitrary<Sample> {
  const vocabulary = vocabularyOf(known);
  return fc
    .array(fc.nat(), { minLength: 60, maxLength: 120, size: 'max' })
    .map((tape) => sampleOf(tape, vocabulary, types));
}

/** Well-typed programs over every operator of the language. */
export const samples: fc.Arbitrary<Sample> = samplesOver(operators);

/** Those that a person asks for most: fewer lists, so that the other operators come up. */
export const scalarSamples: fc.Arbitrary<Sample> = samplesOver(
  operators.filter(({ params, result }) =>
    [...params, result].every((type) => primitiveTypes.includes(type as PrimitiveType)),
  ),
  primitiveTypes,
);

/** What a run of a program came to. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Value; readonly staysSafe: boolean }
  | { readonly kind: 'tooLarge' };

class TooLarge extends Error {}

/** Runs a program, unless that takes too long; `staysSafe`: every integer was a safe integer. */
export function run(body: Expression, args: readonly Value[]): Outcome {
  let stepsLeft = 3000;
  let staysSafe = true;
  const watched = (expression: Expression): Expression => {
    const inner = withChildren(expression, children(expression).map(watched));
    if (inner.kind !== 'call') return inner;
    const apply = inner.operator.apply as (...values: unknown[]) => Value;
    const watch = (...values: unknown[]): Value => {
      stepsLeft -= 1;
      if (stepsLeft < 0) throw new TooLarge();
      const result = apply(...values);
      if ((typeof result === 'string' || isArray(result)) && result.length > 5000) {
        throw new TooLarge();
      }
      staysSafe &&= isSafe(result, inner.operator.result);
      return result;
    };
    return { ...inner, operator: { ...inner.operator, apply: watch } };
  };
  try {
    return { kind: 'result', result: evaluate(watched(body), args), staysSafe };
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'tooLarge' };
    throw error;
  }
}

function isSafe(value: Value, type: ValueType): boolean {
  if ((elementType(type) ?? type) !== 'integer') return true;
  if (Array.isArray(value)) return value.every((item) => isSafe(item as Value, 'integer'));
  return Number.isSafeInteger(value) || !Number.isFinite(value);
}
