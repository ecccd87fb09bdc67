import { literal, parameter } from '../src/adapters/models/grammar/language/expression.ts';
import type { CaseTable } from '../src/adapters/models/grammar/numeric/cases.ts';
import { firstLeaf } from '../src/adapters/models/grammar/numeric/grammar.ts';
import type { Grammar } from '../src/adapters/models/grammar/numeric/grammar.ts';
import { openKernel } from '../src/adapters/models/grammar/numeric/kernel.ts';
import {
  add,
  cosine,
  divide,
  multiply,
  sine,
  subtract,
} from '../src/adapters/models/grammar/numeric/operations.ts';
import { loadPrograms } from '../src/adapters/models/grammar/numeric/programs.ts';
import { Sampler } from '../src/adapters/models/grammar/numeric/sample.ts';
import type { Slice } from '../src/adapters/models/grammar/numeric/sample.ts';

/** Programs between two looks at the clock. */
const quota = 20_000;

export interface Counts {
  readonly generated: number;
  readonly distinct: number;
  /** Run on the first cases; most are out of the running by then, and go no further. */
  readonly scored: number;
  readonly runOnAll: number;
  readonly tokens: number;
  readonly wallSeconds: number;
}

const target = (x: number) => x ** 4 + x ** 3 + x ** 2 + x;

/** x⁴ + x³ + x² + x on evenly spread points of [-1, 1], with + − × ÷ sin cos, x, 1 and 2. */
function grammarAndCases(count: number): { grammar: Grammar; cases: CaseTable } {
  const xs = Float64Array.from(
    { length: count },
    (_, at) => -1 + (2 * ((at * 7) % count)) / (count - 1),
  );
  const constant = (value: number, weight: number) => ({
    expression: literal(value, 'integer'),
    column: new Float64Array(count).fill(value),
    cost: 2,
    weight,
  });
  const x = { expression: parameter(0, 'number'), column: xs, cost: 2, weight: 8 };
  return {
    grammar: {
      operations: [add, subtract, multiply, divide, sine, cosine],
      leaves: [x, constant(1, 2), constant(2, 0.5)],
    },
    cases: { count, examples: [...xs.keys()], columns: [xs], target: xs.map(target) },
  };
}

/** One sampler on the task. */
export function openTask(caseCount: number, seed: number, slice?: Slice) {
  const { grammar, cases } = grammarAndCases(caseCount);
  const kernel = openKernel();
  loadPrograms(kernel, cases, grammar.leaves);
  const sampler = new Sampler(kernel, grammar, seed, slice);

  /** Samples for about so many seconds. */
  function run(seconds: number): Counts {
    const start = performance.now();
    const counts = { generated: 0, distinct: 0, scored: 0, runOnAll: 0, tokens: 0 };
    while (performance.now() - start < 1000 * seconds) {
      if (!sampler.run(quota)) break;
      const { generated, distinct, runOnOne, runOnAll, tokens } = sampler.considered;
      counts.generated += generated;
      counts.distinct += distinct;
      counts.scored += runOnOne;
      counts.runOnAll += runOnAll;
      counts.tokens += tokens;
    }
    return { ...counts, wallSeconds: (performance.now() - start) / 1000 };
  }

  /** The hashes of all distinct programs so far. */
  function hashes(): BigUint64Array<ArrayBuffer> {
    const table = new BigUint64Array(kernel.memory.buffer, kernel.seenAt(), kernel.seenSlots());
    return table.filter((hash) => hash !== 0n);
  }

  /** Emits programs without running them: `visit` sees each one's code. */
  function emit(blocks: number, visit: (code: Uint8Array) => void): void {
    for (let block = 0; block < blocks; block++) {
      kernel.emitBlock();
      const codes = new Uint8Array(kernel.memory.buffer, kernel.codeAt(), 64 * 64);
      const lengths = new Int32Array(kernel.memory.buffer, kernel.lengthAt(), 64);
      for (const [at, length] of lengths.entries())
        visit(codes.subarray(64 * at, 64 * at + length));
    }
  }

  return { run, hashes, emit };
}

/** Tokens of literals: those after x. */
export const isLiteral = (token: number): boolean => token > firstLeaf;
