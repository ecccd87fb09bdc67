import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Heard } from '../intent/draft.ts';

/** What models said of some words, and the seed that the questions follow from. */
interface Waiting {
  readonly seed: number;
  readonly heard: Heard;
}

/** Where all that concerns an intent stands until its run begins: a path without its ending. */
export function placeOf(home: string, words: string, models: readonly string[]): string {
  const name = createHash('sha256')
    .update(JSON.stringify([words, models]))
    .digest('hex');
  return join(home, 'drafts', name.slice(0, 16));
}

/** Changes with what is kept; what another version has written is asked for again. */
const version = 2;

/**
 * What models said of an intent, kept while its questions wait for somebody to answer them: whoever
 * comes back with answers does not pay for the readings again.
 */
export class WaitingDrafts {
  readonly #path: string;

  constructor(home: string, words: string, models: readonly string[]) {
    this.#path = `${placeOf(home, words, models)}.json`;
  }

  /** `undefined` where nothing waits, or what does is of another seed than the one that is wanted. */
  read(seed: number | undefined): Waiting | undefined {
    try {
      const kept = JSON.parse(readFileSync(this.#path, 'utf8')) as Waiting & { version: number };
      const isFit = kept.version === version && (seed === undefined || seed === kept.seed);
      return isFit ? kept : undefined;
    } catch {
      // Nothing is kept, or something that cannot be read: models can be asked again.
      return undefined;
    }
  }

  write(waiting: Waiting): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    // Whoever reads while another process writes finds one of the two whole.
    const unfinished = `${this.#path}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify({ version, ...waiting }));
    renameSync(unfinished, this.#path);
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}
