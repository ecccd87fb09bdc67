import type { Counterexample } from '../../../domain/evidence.ts';
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
  return `${showCall(example.args, bench)} ${showResult(result)}; it should return ${show(example.result)}.`;
}

/** The same as evidence says it; with the case itself, unless what was returned is too large. */
export function failureAt(
  wrong: Wrong,
  bench: Bench,
): { readonly feedback: string; readonly counterexample?: Counterexample } {
  const { example, result } = wrong;
  const feedback = lessonOf(wrong, bench);
  if (result.kind !== 'value' || showValue(result.value).length > shownMost) return { feedback };
  const counterexample = { args: example.args, expected: example.result, actual: result.value };
  return { feedback, counterexample };
}

export function showCall(args: readonly Value[], { spec }: Bench): string {
  return `${spec.problem.signature.name}(${args.map(show).join(', ')})`;
}

/** Letters of a value that are shown: what a candidate returns may be megabytes, and is on record. */
const shownMost = 2000;

/** Both ends of what is longer. */
function show(value: Value): string {
  const text = showValue(value);
  const left = text.length - shownMost;
  if (left <= 0) return text;
  const [start, end] = [text.slice(0, shownMost / 2), text.slice(-shownMost / 2)];
  return `${start} … (${left} letters left out) … ${end}`;
}

/** What came of a call, as words that go on after it: `returned 3`. */
export function showResult(result: CallResult): string {
  switch (result.kind) {
    case 'value':
      return `returned ${show(result.value)}`;
    case 'unusable':
      return `returned ${result.description}`;
    case 'threw':
      return `threw ${result.error}`;
  }
}
