import { hash } from 'node:crypto';

import { Remembered } from '../../../../domain/remembered.ts';

/** How many programs a run knows again at the least; one that is older may be bred once more. */
const programsMost = 1_000_000;

/** 48 bits, in eight characters: among a million programs two are mistaken once in 500 runs. */
const hashLength = 8;

/** The programs of a run so far, each by a hash of its text form. */
export class KnownPrograms {
  readonly #hashes: Remembered;

  /** `growths`: what `growth` has told, in order, of a run that goes on. */
  constructor(growths: readonly (readonly string[])[]) {
    this.#hashes = new Remembered(programsMost, growths);
  }

  has(program: string): boolean {
    return this.#hashes.has(hashOf(program));
  }

  add(program: string): void {
    this.#hashes.add(hashOf(program));
  }

  /** The hashes that came in since the last time. */
  growth(): readonly string[] {
    return this.#hashes.growth();
  }
}

const hashOf = (program: string): string =>
  hash('sha256', program, 'base64url').slice(0, hashLength);
