import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

import { SluiceError } from '../../../index.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { openedOf } from '../final-state.ts';
import { withRun } from '../recorded.ts';
import type { Terminal } from '../terminal.ts';

export const open = defineCommand({
  name: 'open',
  usage: 'RUN',
  summary:
    "Print the path of a run's page, or of its README.md, and open it where there is a display",
  options: {},
  positionals: [1, 1],
  run: async ({ positionals: [meant = ''] }, terminal) => {
    const page = await withRun(meant, terminal, ({ header }, engine) => {
      const { files } = engine.outcome(header.id);
      const path = openedOf(files);
      if (path === undefined || !existsSync(path)) throw noPage(header.id, path);
      return path;
    });
    terminal.out.write(`${page}\n`);
    const opener = openerFor(terminal);
    if (opener !== undefined) await startDetached(opener, page);
    return exitCodes.survived;
  },
});

/** The program that opens a file as a person's click would; none where there is no display. */
function openerFor({ environment }: Terminal): string | undefined {
  if (process.platform === 'darwin') return 'open';
  const display = environment['DISPLAY'] || environment['WAYLAND_DISPLAY'];
  return process.platform === 'linux' && display ? 'xdg-open' : undefined;
}

/** The path is printed: that no program takes it is nothing to fail for. */
async function startDetached(program: string, path: string): Promise<void> {
  const child = spawn(program, [path], { detached: true, stdio: 'ignore' });
  await new Promise((resolve) => {
    child.once('spawn', resolve).once('error', resolve);
  });
  child.unref();
}

function noPage(run: string, path: string | undefined): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${run}`,
    found: path === undefined ? 'nothing to open: it did not end' : `no file ${path} any more`,
    wanted: 'a run whose final state is still there',
    mend: `Write it again: \`sluice resume ${run}\`.`,
  });
}
