import { resolve } from 'node:path';

import { readSpecModule } from '../adapters/sandboxes/worker-process/read-spec-module.ts';
import type { Specification } from '../engine/specification.ts';
import { isCommandSpec } from '../realities/command/load-command.ts';
import { loadSpec } from '../realities/function/loading/load-spec.ts';
import { loadTable } from '../realities/function/loading/load-table.ts';
import { readDocument } from '../realities/reading/read-text.ts';
import { commandOf } from './command-spec.ts';
import { functionOf } from './function-spec.ts';

/** Reads a specification: a table by its ending, JSON by what it says, else TypeScript. */
export async function load(
  path: string,
  resultColumn: string | undefined,
  ledgerPath: string,
): Promise<Specification> {
  if (/\.[ct]sv$/i.test(path)) return functionOf(loadTable(path, resultColumn), ledgerPath);
  if (path.endsWith('.json')) {
    const { document, text } = readDocument(path);
    if (isCommandSpec(document)) return commandOf(document, resolve(path), text);
  }
  return functionOf(await loadSpec(path, readSpecModule), ledgerPath);
}
