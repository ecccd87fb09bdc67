import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

import { recall } from '../domain/recall.ts';
import type { Cost, RunEvent } from '../domain/run.ts';

/**
 * What was paid to make a specification of words, on record before it is sent, as a run has it: a
 * line an event. It is kept until a run has taken the cost over, whatever becomes of this process.
 */
export class DraftingRecord {
  readonly #path: string;
  readonly #events: RunEvent[];

  constructor(path: string) {
    this.#path = path;
    this.#events = read(path);
  }

  /** Requests that were made for these words so far, in whichever process. */
  get requests(): number {
    return this.#events.filter(({ kind }) => kind === 'requested').length;
  }

  /** What they cost; one that has no answer on record, at its most. */
  get cost(): Cost {
    return recall(this.#events).cost;
  }

  add(...events: readonly RunEvent[]): void {
    this.#events.push(...events);
    mkdirSync(dirname(this.#path), { recursive: true });
    appendFileSync(this.#path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  }

  /** What is added is written at once. */
  flushed(): Promise<void> {
    return Promise.resolve();
  }

  /** A run has it on record now. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

function read(path: string): RunEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  // A process that was killed may have left half a line.
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as RunEvent];
    } catch {
      return [];
    }
  });
}
