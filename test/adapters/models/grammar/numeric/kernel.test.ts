import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import { parameter } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { firstLeaf } from '../../../../../src/adapters/models/grammar/numeric/grammar.ts';
import { openKernel } from '../../../../../src/adapters/models/grammar/numeric/kernel.ts';
import {
  bitOperations,
  integerOperations,
  numberOperations,
  roundingOperations,
} from '../../../../../src/adapters/models/grammar/numeric/operations.ts';
import type { Operation } from '../../../../../src/adapters/models/grammar/numeric/operations.ts';
import { loadPrograms } from '../../../../../src/adapters/models/grammar/numeric/programs.ts';

const leafOf = (index: number, type: 'number' | 'integer', column: Float64Array) => ({
  expression: parameter(index, type),
  column,
  cost: 1,
  weight: 1,
});

/** The kernel's results of one operation on two columns. */
function kernelResults(operation: Operation, columns: readonly Float64Array[]): Float64Array {
  const kernel = openKernel();
  const count = columns[0]!.length;
  const examples = Array.from({ length: count }, (_, at) => at);
  const cases = { count, examples, columns, target: columns[0]! };
  const leaves = columns.map((column, index) => leafOf(index, 'number', column));
  loadPrograms(kernel, cases, leaves);
  const code = [operation.opcode, firstLeaf, firstLeaf + 1].slice(0, operation.arity + 1);
  new Uint8Array(kernel.memory.buffer, kernel.codeAt(), code.length).set(code);
  kernel.score(kernel.codeAt(), code.length);
  return new Float64Array(kernel.memory.buffer, kernel.outputAt(), count);
}

function languageResults(
  operation: Operation,
  columns: readonly Float64Array[],
  type: 'number' | 'integer',
): number[] {
  const args = [parameter(0, type), parameter(1, type)].slice(0, operation.arity);
  const program = operation.build(...args);
  return [...columns[0]!].map(
    (_, at) => evaluate(program, [columns[0]![at]!, columns[1]![at]!]) as number,
  );
}

const near = (left: number, right: number): boolean =>
  Object.is(left, right) ||
  left === right ||
  Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(left), Math.abs(right));

const columnsOf = (values: fc.Arbitrary<number>) =>
  fc.tuple(
    fc.array(values, { minLength: 11, maxLength: 11 }).map((each) => Float64Array.from(each)),
    fc.array(values, { minLength: 11, maxLength: 11 }).map((each) => Float64Array.from(each)),
  );

const numbers = fc.oneof(
  fc
    .double({ min: -50, max: 50, noNaN: true })
    .map((value) => (Math.abs(value) < 1e-290 ? 0 : value)),
  fc.constantFrom(0, 1, -1, 0.5, 2, 1e-6),
);
const wholeNumbers = fc.integer({ min: -2_000_000, max: 2_000_000 });

describe('the kernel computes what the language means', () => {
  it.each([...numberOperations, ...roundingOperations].map((each) => [each.opcode, each] as const))(
    'operation %i on numbers',
    (_, operation) => {
      fc.assert(
        fc.property(columnsOf(numbers), (columns) => {
          const expected = languageResults(operation, columns, 'number');
          const found = [...kernelResults(operation, columns)];
          for (const [at, value] of found.entries()) {
            const tiny = Math.abs(value) < 1e-300 && Math.abs(expected[at]!) < 1e-300;
            expect(tiny || near(value, expected[at]!), `${value} for ${expected[at]}`).toBe(true);
          }
        }),
        { numRuns: 30 },
      );
    },
  );

  it.each([...integerOperations, ...bitOperations].map((each) => [each.opcode, each] as const))(
    'operation %i on whole numbers',
    (_, operation) => {
      fc.assert(
        fc.property(columnsOf(wholeNumbers), (columns) => {
          const expected = languageResults(operation, columns, 'integer');
          const found = [...kernelResults(operation, columns)];
          for (const [at, value] of found.entries()) {
            if (!Number.isFinite(expected[at])) continue;
            expect(value).toBeCloseTo(expected[at]!, 6);
          }
        }),
        { numRuns: 30 },
      );
    },
  );
});
