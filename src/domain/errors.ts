/**
 * Whose mend it is:
 * - `input`: what a person gave is wrong (exit code 2, nothing was written);
 * - `environment`: the machine lacks or refuses something (a full disk, a locked ledger);
 * - `internal`: a fault of Sluice's own.
 */
export type Fault = 'input' | 'environment' | 'internal';

export interface ErrorParts {
  readonly fault: Fault;
  /** Where: `examples[3].args[0]`, a file, a table. */
  readonly place: string;
  readonly found: string;
  readonly wanted: string;
  readonly mend: string;
  readonly cause?: unknown;
}

/** The root of every error that Sluice throws on purpose. */
export class SluiceError extends Error {
  readonly fault: Fault;
  readonly place: string;
  readonly found: string;
  readonly wanted: string;
  readonly mend: string;

  constructor({ fault, place, found, wanted, mend, cause }: ErrorParts) {
    super(`${place}: found ${found}; wanted ${wanted}. ${mend}`, { cause });
    this.name = 'SluiceError';
    this.fault = fault;
    this.place = place;
    this.found = found;
    this.wanted = wanted;
    this.mend = mend;
  }
}
