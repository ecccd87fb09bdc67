import { SluiceError } from '../domain/errors.ts';
import type { MachineOptions } from '../engine/options.ts';
import type { Confinement } from '../ports/sandbox.ts';

interface Closable {
  readonly confinement: Confinement;
  close(): Promise<void>;
}

/** The sandbox itself, unless more confinement was asked for than it gives: then it is closed. */
export async function confined<Sandbox extends Closable>(
  sandbox: Sandbox,
  { requireIsolation }: MachineOptions,
): Promise<Sandbox> {
  if (requireIsolation !== true || sandbox.confinement === 'full') return sandbox;
  await sandbox.close();
  throw new SluiceError({
    fault: 'environment',
    place: '--require-isolation',
    found: `a sandbox of confinement \`${sandbox.confinement}\``,
    wanted: 'full confinement',
    mend: 'Install bubblewrap (`apt-get install bubblewrap`), or leave the option out.',
  });
}
