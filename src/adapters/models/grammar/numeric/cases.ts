import type { ExampleProblem } from '../generator.ts';

/** What the kernel searches with; findings are always verified on every example. */
export const mostCases = 64;

/** Examples as columns of doubles, in an order in which any prefix is spread over the results. */
export interface CaseTable {
  /** The example that each case is. */
  readonly examples: readonly number[];
  /** Number of cases, at most `mostCases`. */
  readonly count: number;
  /** One column a parameter. */
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
}

/** The numbers of 0 … count - 1, each as far as possible from those before it. */
function spreadOrder(count: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(2, count)));
  const reversed = (index: number): number => {
    let result = 0;
    for (let bit = 0; bit < bits; bit++) result |= ((index >> bit) & 1) << (bits - 1 - bit);
    return result;
  };
  return Array.from({ length: 2 ** bits }, (_, index) => reversed(index)).filter(
    (index) => index < count,
  );
}

const isNumber = (type: string): boolean => type === 'number' || type === 'integer';

/** Whether every parameter and every result is a finite number. */
export function isNumeric(problem: ExampleProblem): boolean {
  return (
    problem.examples.length > 0 &&
    problem.params.length > 0 &&
    problem.params.every(isNumber) &&
    isNumber(problem.result) &&
    problem.examples.every(({ args, result }) => [...args, result].every(Number.isFinite))
  );
}

/** @param most cases that are taken. */
export function caseTable(problem: ExampleProblem, most = mostCases): CaseTable {
  const resultOf = (example: number) => problem.examples[example]!.result as number;
  const byResult = [...problem.examples.keys()].toSorted(
    (left, right) => resultOf(left) - resultOf(right),
  );
  const examples = spreadOrder(byResult.length)
    .slice(0, Math.min(most, mostCases))
    .map((index) => byResult[index]!);
  const chosen = examples.map((example) => problem.examples[example]!);
  return {
    examples,
    count: chosen.length,
    columns: problem.params.map((_, index) =>
      Float64Array.from(chosen, ({ args }) => args[index] as number),
    ),
    target: Float64Array.from(chosen, ({ result }) => result as number),
  };
}
