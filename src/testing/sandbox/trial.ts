import type { Value } from '../../domain/value.ts';
import type { FunctionSandbox, Outcome, Program, Task, Trial } from '../../ports/sandbox.ts';

/** Opens the sandbox under test, with the specification's module where there is one. */
export type OpenSandbox = (options: {
  readonly workers: number;
  readonly specPath?: string;
}) => FunctionSandbox | Promise<FunctionSandbox>;

/** Runs trials in the sandbox under test, without ever cutting them off. */
export type RunTrials = (trials: readonly Trial[]) => Promise<Outcome[]>;

/** A trial of the source, which exports the function `f`. */
export function trialOf(source: string, task: Task, limitMs = 20_000): Trial {
  return { program: programOf(source), task, limitMs };
}

export function programOf(source: string): Program {
  return { kind: 'source', candidate: source, source, name: 'f' };
}

export function callsOf(...inputs: readonly Value[][]): Task {
  return { kind: 'call', inputs };
}

export const once = callsOf([1]);
export const identity = 'export function f(x: number): number { return x; }';
export const loop = 'export function f() { for (;;); }';

/** What each call came to, or what the whole trial did. */
export function valuesOf(outcome: Outcome): readonly unknown[] {
  if (outcome.kind !== 'returned') return [outcome.kind];
  return outcome.results.map((result) => (result.kind === 'value' ? result.value : result.kind));
}
