import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps what models learn from run to run, a small JSON file a model in one folder. What cannot
 * be read counts as nothing learnt: a prior is a help, and never a condition.
 */
export function priorFiles(folder: string): {
  read(model: string): unknown;
  write(model: string, prior: unknown): void;
} {
  const fileOf = (model: string): string => join(folder, `${encodeURIComponent(model)}.json`);
  return {
    read: (model) => {
      try {
        return JSON.parse(readFileSync(fileOf(model), 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    },
    write: (model, prior) => {
      const file = fileOf(model);
      // Whole or not at all: another run may read it at any time.
      const part = `${file}.${process.pid}`;
      mkdirSync(folder, { recursive: true });
      writeFileSync(part, JSON.stringify(prior));
      renameSync(part, file);
    },
  };
}
