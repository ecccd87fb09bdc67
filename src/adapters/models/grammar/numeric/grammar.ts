import { literal, parameter } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import type { ExampleProblem } from '../generator.ts';
import { factorOf } from '../prior.ts';
import type { CaseTable } from './cases.ts';
import { bitOperations, integerOperations, numberOperations } from './operations.ts';
import { roundingOperations } from './operations.ts';
import type { Operation } from './operations.ts';

/** Something without arguments: a parameter or a literal, with its values over the cases. */
export interface Leaf {
  readonly expression: Expression;
  readonly column: Float64Array;
  /** In halves of a parameter, as the costs of operations. */
  readonly cost: number;
  readonly weight: number;
}

/** What programs are made of, for one problem. Tokens are numbered as the kernel wants them. */
export interface Grammar {
  readonly operations: readonly Operation[];
  readonly leaves: readonly Leaf[];
}

/** The kernel's first token that is a leaf. */
export const firstLeaf = 64;

const smallNumbers = [1, 2, 3, 0.5, Math.PI];
const smallIntegers = [1, 2, 0, 3, 10];

/** Whether programs may stay within whole numbers. */
export function isWhole(problem: ExampleProblem): boolean {
  return (
    problem.result === 'integer' &&
    problem.params.every((type) => type === 'integer') &&
    problem.examples.every(({ args, result }) => [...args, result].every(Number.isSafeInteger))
  );
}

/** Results that come back for many different arguments: a bound or a default. */
function repeatedResults(problem: ExampleProblem): number[] {
  const counts = new Map<number, number>();
  for (const { result } of problem.examples) {
    counts.set(result as number, (counts.get(result as number) ?? 0) + 1);
  }
  const often = Math.max(2, problem.examples.length / 8);
  return [...counts]
    .filter(([, count]) => count >= often)
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, 4)
    .map(([value]) => value);
}

function literalsFor(problem: ExampleProblem): number[] {
  const suggested = problem.constants.filter((value) => typeof value === 'number');
  const usual = isWhole(problem) ? smallIntegers : smallNumbers;
  const fitting = (value: number) => !isWhole(problem) || Number.isSafeInteger(value);
  return [...new Set([...suggested, ...usual, ...repeatedResults(problem)])].filter(fitting);
}

function leavesFor(problem: ExampleProblem, cases: CaseTable): Leaf[] {
  const parameters = problem.params.map((type, index) => ({
    expression: parameter(index, type),
    column: cases.columns[index]!,
    cost: 2,
    weight: 8,
  }));
  const literals = literalsFor(problem).map((value, place) => ({
    expression: literal(value, Number.isInteger(value) ? 'integer' : 'number'),
    column: new Float64Array(cases.count).fill(value),
    cost: place < 2 ? 3 : 6,
    weight: place < 2 ? 2 : 0.5,
  }));
  return [...parameters, ...literals];
}

/** The grammar that suits the types of the problem. */
export function grammarFor(problem: ExampleProblem, cases: CaseTable): Grammar {
  const rounds = problem.result === 'integer';
  const operations = isWhole(problem)
    ? [...integerOperations, ...bitOperations]
    : [...numberOperations, ...(rounds ? roundingOperations : [])];
  const leaves = leavesFor(problem, cases);
  return {
    operations: operations.map((operation) => {
      const made = operation.build(leaves[0]!.expression, leaves[0]!.expression);
      const factor = made.kind === 'call' ? factorOf(problem.prior, made.operator.id) : 1;
      return { ...operation, weight: operation.weight * factor };
    }),
    leaves,
  };
}

/** What orders numbers: closed after a few levels, so that these may be deep. */
const ordering = new Set([4, 5]);
/** What moves and orders numbers. */
const shifting = new Set([...ordering, 0, 1, 33]);
/** What works on bits, with addition and subtraction. */
const bitwise = new Set([0, 1, 32, ...bitOperations.map(({ opcode }) => opcode)]);
const onBits = new Set(bitOperations.map(({ opcode }) => opcode));

/** Parts of the grammar in which cheap programs of one kind are found at greater depth. */
export function dialectsOf(grammar: Grammar, problem: ExampleProblem): Grammar[] {
  const only = (keeps: (opcode: number) => boolean) => ({
    ...grammar,
    operations: grammar.operations.filter(({ opcode }) => keeps(opcode)),
  });
  const dialects = [only((opcode) => ordering.has(opcode)), only((opcode) => shifting.has(opcode))];
  if (!isWhole(problem)) return dialects;
  return [
    ...dialects,
    only((opcode) => bitwise.has(opcode)),
    only((opcode) => !onBits.has(opcode)),
  ];
}

/** The expression that prefix code stands for. */
export function decode(code: Iterable<number>, grammar: Grammar): Expression {
  const byOpcode = new Map(grammar.operations.map((operation) => [operation.opcode, operation]));
  const stack: Expression[] = [];
  for (const token of [...code].toReversed()) {
    const operation = byOpcode.get(token);
    if (operation === undefined) stack.push(grammar.leaves[token - firstLeaf]!.expression);
    else if (operation.arity === 1) stack.push(operation.build(stack.pop()!));
    else stack.push(operation.build(stack.pop()!, stack.pop()!));
  }
  return stack[0]!;
}
