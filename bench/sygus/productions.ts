import {
  productionOf,
  type Production,
} from '../../src/adapters/models/grammar/discrete/production.ts';
import { literal, parameter } from '../../src/adapters/models/grammar/language/expression.ts';
import * as integer from '../../src/adapters/models/grammar/language/operators/integer.ts';
import * as text from '../../src/adapters/models/grammar/language/operators/text.ts';
import type { Value, ValueType } from '../../src/domain/value.ts';
import type { SygusTask } from './task.ts';

/**
 * What the tasks' own grammars offer, as near as the language has it: `slice` stands for
 * `str.substr`, and decision trees for `ite`. Literals are the task's own.
 */
export function taskProductions(task: SygusTask): Production[] {
  const leaves = task.literals.map((value) => leafOf(value));
  const parameters = task.params.map((type, index): Production => ({
    ...leaf(`parameter ${index}`, type, 1),
    build: () => parameter(index, type),
  }));
  const operators = [
    text.textConcat,
    text.textReplace,
    text.textCharAt,
    text.textFromNumber,
    text.textSlice,
    text.textLength,
    text.textToInteger,
    text.textIndexOfFrom,
    text.textStartsWith,
    text.textEndsWith,
    text.textIncludes,
    integer.integerAdd,
    integer.integerSubtract,
    integer.integerEqual,
  ];
  return [...parameters, ...leaves, ...operators.map((operator) => productionOf(operator))];
}

function leafOf(value: Value): Production {
  const type =
    typeof value === 'string' ? 'string' : typeof value === 'number' ? 'integer' : 'boolean';
  return { ...leaf(JSON.stringify(value), type, 1.5), build: () => literal(value, type) };
}

function leaf(id: string, result: ValueType, cost: number) {
  return { id, params: [], result, cost, apply: () => undefined };
}
