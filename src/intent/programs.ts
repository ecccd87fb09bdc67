import type { ValueSignature } from '../domain/function.ts';
import { partsOf, conforms, type Value } from '../domain/value.ts';
import { unitsAMillisecond, type FunctionSandbox } from '../ports/sandbox.ts';

/** What one program may spend on all inputs: so the same seed asks the same on a busy machine. */
const fuelMost = 1000 * unitsAMillisecond;
/** The backstop, in milliseconds of wall time. */
const limitMs = 20_000;

/**
 * What a program answers to each input; `undefined` where it throws or returns
 * nothing of the declared type that can be written down.
 */
export type Answers = readonly (Value | undefined)[];

/** Runs each program on all inputs, in a sandbox; who comes to no end answers nothing. */
export async function answersOf(
  sources: readonly string[],
  { name, returns }: ValueSignature,
  inputs: readonly (readonly Value[])[],
  sandbox: FunctionSandbox,
  signal: AbortSignal,
): Promise<readonly Answers[]> {
  if (sources.length === 0 || inputs.length === 0) return [];
  const trials = sources.map((source, place) => ({
    program: { kind: 'source', candidate: `program ${place}`, source, name } as const,
    task: { kind: 'call', inputs } as const,
    limitMs,
    fuelMost,
  }));
  const outcomes = await Array.fromAsync(sandbox.run(trials, signal));
  return outcomes.map((outcome) => {
    const results = outcome.kind === 'returned' ? outcome.results : [];
    return inputs.map((_, input) => {
      const result = results[input];
      if (result?.kind !== 'value' || !conforms(result.value, returns)) return undefined;
      return isSayable(result.value) ? result.value : undefined;
    });
  });
}

/** Whether a person can write it down: JSON has no word for what is no finite number. */
function isSayable(value: Value): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return partsOf(value).every(isSayable);
}
