import type { Considered } from '../../../domain/considered.ts';
import type { Example } from '../../../domain/function.ts';
import type { Value, ValueType } from '../../../domain/value.ts';
import type { Expression } from './language/expression.ts';
import type { Prior } from './prior.ts';

/** A problem of equality, as a generator sees it: visible examples only. Plain data: it crosses to workers. */
export interface ExampleProblem {
  readonly params: readonly ValueType[];
  readonly result: ValueType;
  readonly examples: readonly Example[];
  /** As `sameValue` in the domain reads it. */
  readonly tolerance: number;
  /** Literals that the author of the specification suggests. */
  readonly constants: readonly Value[];
  /** What earlier runs have taught; absent where a run is to depend on its seed alone. */
  readonly prior?: Prior;
}

/** A program worth a look outside the inner loop. */
export interface Finding {
  readonly program: Expression;
  /** 0 when it agrees with every example; else a distance, comparable within one problem. */
  readonly error: number;
}

/** What one advance of a generator brought. */
export interface Harvest {
  readonly findings: readonly Finding[];
  /** What agrees with some examples, while nothing does with all: to be shown, not to be ranked. */
  readonly nearest?: Finding | undefined;
  readonly considered: Considered;
  /** The generator's space is used up: advancing again brings nothing. */
  readonly exhausted: boolean;
}

/**
 * One deterministic source of programs inside the grammar model. The same problem, seed and
 * sequence of quotas give the same harvests, on every machine and beside any other generator.
 */
export interface Generator {
  readonly name: string;
  /** Considers about `quota` programs, and returns; never looks at a clock. */
  advance(quota: number): Harvest;
}

/** A generator may decline a problem that it has nothing to offer for. */
export type GeneratorFactory = (problem: ExampleProblem, seed: number) => Generator | undefined;
