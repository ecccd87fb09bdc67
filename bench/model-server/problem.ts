import { readFileSync } from 'node:fs';

import type { Example, Signature } from '../../src/domain/function.ts';
import type { FunctionProblem } from '../../src/domain/problem.ts';

interface Specification {
  readonly intent: string;
  readonly function: Signature;
  readonly examples: readonly Example[];
}

/** A problem of the examples, as a model is asked it. */
export function exampleProblem(): FunctionProblem {
  const url = new URL('../../examples/numbers/median3.sluice.json', import.meta.url);
  const spec = JSON.parse(readFileSync(url, 'utf8')) as Specification;
  return {
    kind: 'function',
    intent: spec.intent,
    signature: spec.function,
    examples: spec.examples,
    judgement: { by: 'equality', tolerance: 1e-9 },
    constants: [],
  };
}
