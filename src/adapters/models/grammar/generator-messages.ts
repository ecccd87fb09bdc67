import type { Considered } from '../../../domain/considered.ts';
import type { ExampleProblem } from './generator.ts';

/** From the session to a worker that hosts generators. A generator is named by its place. */
export type ToGenerators =
  | {
      readonly kind: 'open';
      readonly problem: ExampleProblem;
      readonly seed: number;
      readonly generators: readonly number[];
    }
  | { readonly kind: 'advance'; readonly quotas: readonly (readonly [number, number])[] };

/** From the worker back, one answer a message. */
export type FromGenerators =
  | {
      readonly kind: 'opened';
      /** The names of those that have something to offer, by their place. */
      readonly names: readonly (readonly [number, string])[];
    }
  | { readonly kind: 'advanced'; readonly harvests: readonly SentHarvest[] }
  | { readonly kind: 'broken'; readonly error: unknown };

/** A harvest as it crosses between threads: programs in the text form of `keyOf`. */
export interface SentHarvest {
  readonly generator: number;
  readonly findings: readonly SentFinding[];
  readonly nearest: SentFinding | undefined;
  readonly considered: Considered;
  readonly exhausted: boolean;
}

export interface SentFinding {
  readonly program: string;
  readonly error: number;
}
