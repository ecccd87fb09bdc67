import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Reality } from '../ports/reality.ts';

/** Writes the final state into `out`, or the run's folder in the home, and records where. */
export async function present(
  header: RunHeader,
  reality: Reality,
  out: string | undefined,
  home: string,
  ledger: Ledger,
): Promise<void> {
  const folder = resolve(out ?? join(home, 'runs', header.id));
  const files = await reality.present(header, ledger.read(header.id)!.events);
  const paths = files.map(({ path, text }) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
  ledger.append(header.id, [{ kind: 'presented', files: paths }]);
}

/** Whether the final state of a run was written since it ended, and is still there. */
export function isPresented(events: readonly RunEvent[]): boolean {
  const last = events.findLast(({ kind }) => kind === 'ended' || kind === 'presented');
  return last?.kind === 'presented' && last.files.every((file) => existsSync(file));
}
