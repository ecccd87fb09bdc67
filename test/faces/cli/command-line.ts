import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { runCommandLine } from '../../../src/faces/cli/cli.ts';
import { keptTerminal } from './terminals.ts';

const main = fileURLToPath(new URL('../../../src/faces/cli/main.ts', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a process of its own, run from its sources in `folder`. */
export class CommandLine {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  #out = '';
  #err = '';

  constructor(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    this.finished = new Promise((resolve) => {
      this.child.on('close', (code) => resolve({ code, out: this.#out, err: this.#err }));
    });
  }

  /** Waits until standard error says so. */
  async says(words: string): Promise<void> {
    while (!this.#err.includes(words)) {
      if (this.child.exitCode !== null) throw new Error(`ended without "${words}": ${this.#err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The command in this process, which is quicker. */
export async function sluice(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const terminal = keptTerminal(folder, { PATH: process.env['PATH'], ...environment });
  const code = await runCommandLine(args, terminal);
  return { code, out: terminal.out.text, err: terminal.err.text };
}
