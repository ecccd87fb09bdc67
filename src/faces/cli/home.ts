import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Terminal } from './terminal.ts';

/** The folder that holds the ledger and, unless `--out` says otherwise, the final states. */
export function homeOf({ environment, folder }: Terminal): string {
  return resolve(folder, environment['SLUICE_HOME'] || '.sluice');
}

export const ledgerPath = (home: string): string => join(home, 'ledger.sqlite');

/** Whether anything was ever run here: who only reads must not make a ledger. */
export const hasLedger = (home: string): boolean => existsSync(ledgerPath(home));

/** The folder of the package: of the checkout, or of what npm installed. */
export const packageFolder = fileURLToPath(new URL('../../../', import.meta.url));
