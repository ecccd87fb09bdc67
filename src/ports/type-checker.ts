import type { Signature } from '../domain/function.ts';

/** A place in a source, counted from 1, and what does not fit there. */
export interface TypeFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What checking one source came to. */
export type TypeFinding = { readonly wallMs: number } & (
  | { readonly kind: 'checked'; readonly faults: readonly TypeFault[] }
  | { readonly kind: 'timedOut'; readonly limitMs: number }
  | { readonly kind: 'crashed'; readonly error: string }
);

/** Reads what a program says of its types, and runs none of it. */
export interface TypeChecker {
  /**
   * Whether the types of a module fit together, and the function that it exports fits the
   * signature. Never throws for what the source is; throws the signal's reason once it is aborted.
   */
  check(source: string, signature: Signature, signal: AbortSignal): Promise<TypeFinding>;
  /** Begins to load what it needs: somebody will have something checked. */
  prepare(): void;
  close(): Promise<void>;
}
