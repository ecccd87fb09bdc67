import type { Example } from '../../../domain/function.ts';
import { sameValue, showValue, type Value } from '../../../domain/value.ts';
import type { CallResult } from '../../../ports/sandbox.ts';
import type { Bench } from './judging.ts';

/** A case that a candidate got wrong. */
export interface Wrong {
  readonly example: Example;
  readonly result: CallResult;
}

export function isRight(result: CallResult, example: Example, { spec }: Bench): boolean {
  return result.kind === 'value' && sameValue(result.value, example.result, spec.tolerance);
}

/** What can be learnt from a case that went wrong, in words for a model. */
export function lessonOf({ example, result }: Wrong, bench: Bench): string {
  return `${showCall(example.args, bench)} ${showResult(result)}; it should return ${showValue(example.result)}.`;
}

export function showCall(args: readonly Value[], { spec }: Bench): string {
  return `${spec.problem.signature.name}(${args.map(showValue).join(', ')})`;
}

/** What came of a call, as words that go on after it: `returned 3`. */
export function showResult(result: CallResult): string {
  switch (result.kind) {
    case 'value':
      return `returned ${showValue(result.value)}`;
    case 'unusable':
      return `returned ${result.description}`;
    case 'threw':
      return `threw ${result.error}`;
  }
}
