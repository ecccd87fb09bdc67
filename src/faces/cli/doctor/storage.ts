import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

import { checkHome, openEngine } from '../../../compose.ts';
import { SluiceError } from '../../../index.ts';
import { bytes, count } from '../figures.ts';
import { hasLedger, ledgerPath } from '../home.ts';
import { broken, limited, ready, type Check } from './check.ts';

const freeWantedBytes = 200e6;

/** Whether runs can be recorded. A ledger that is not there yet stays so. */
export async function ledger(home: string): Promise<Check> {
  try {
    checkHome(home);
    if (!hasLedger(home)) return ready('Ledger', `none yet, will be made in ${home}`);
    accessSync(ledgerPath(home), constants.W_OK);
    const engine = await openEngine({ home });
    const runs = engine.ledger.runs().length;
    await engine.close();
    return ready('Ledger', `${count(runs)} ${runs === 1 ? 'run' : 'runs'} in ${home}`);
  } catch (error) {
    const found = error instanceof SluiceError ? error.found : `no way to write to ${home}`;
    const mend = 'Give yourself the permission, or name another folder in SLUICE_HOME.';
    return broken('Ledger', found, error instanceof SluiceError ? error.mend : mend);
  }
}

export function disk(home: string): Check {
  const { bavail, bsize } = statfsSync(nearestFolder(home));
  const free = bavail * bsize;
  const found = `${bytes(free)} free`;
  return free >= freeWantedBytes
    ? ready('Disk', found)
    : limited('Disk', found, `Free ${bytes(freeWantedBytes)}: a full disk ends a run.`);
}

/** The folder itself, or the one above it that is there already. */
function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}
