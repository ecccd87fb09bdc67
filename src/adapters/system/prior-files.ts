import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a run waits for another that is teaching. */
const waitMsMost = 10_000;

/**
 * Keeps what models learn from run to run, a small JSON file a model in one folder. What cannot
 * be read counts as nothing learnt, and what cannot be written is not: a prior is a help, and never a
 * condition.
 */
export function priorFiles(folder: string): {
  read(model: string): unknown;
  /** Puts what `learn` makes of it in its place; of two runs that end together both have taught. */
  change(model: string, learn: (prior: unknown) => unknown): void;
} {
  const fileOf = (model: string): string => join(folder, `${encodeURIComponent(model)}.json`);
  const read = (model: string): unknown => {
    try {
      return JSON.parse(readFileSync(fileOf(model), 'utf8')) as unknown;
    } catch {
      return undefined;
    }
  };
  return {
    read,
    change: (model, learn) => {
      try {
        mkdirSync(folder, { recursive: true });
        alone(join(folder, 'lock.sqlite'), () => {
          const file = fileOf(model);
          // Whole or not at all: another run may read it at any time.
          const part = `${file}.${process.pid}`;
          writeFileSync(part, JSON.stringify(learn(read(model))));
          renameSync(part, file);
        });
      } catch (error) {
        if (!isOfSystem(error)) throw error;
      }
    },
  };
}

/**
 * Does this while no other process does. A database that holds nothing is the lock: its own is
 * waited for, and given back by whoever is killed, which a file that stands for one is not.
 */
function alone(path: string, work: () => void): void {
  const lock = new DatabaseSync(path, { timeout: waitMsMost });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    work();
    lock.exec('COMMIT');
  } finally {
    lock.close();
  }
}

/** What Node and SQLite throw has a code: a full disk, a folder that is closed, a lock that is held. */
const isOfSystem = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';
