import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { SluiceError } from '../../../domain/errors.ts';
import type { CommandOutcome, CommandSandbox, CommandTrial } from '../../../ports/sandbox.ts';
import { bubblewrapped, hasBubblewrap } from './bubblewrap.ts';

export interface CommandSandboxOptions {
  /** Run commands although nothing here can confine them. */
  readonly unconfined: boolean;
}

/** What a command may see of the environment: where programs lie, and a plain locale. */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/tmp' };

/** Standard error beyond this is cut off: a trace begins or ends with what matters. */
const stderrCharactersMost = 16_384;

/**
 * A sandbox for commands: confined by bubblewrap where it works, else refused unless the person
 * has said that it may be unconfined.
 */
export function commandSandbox({ unconfined }: CommandSandboxOptions): CommandSandbox {
  if (hasBubblewrap()) return new ProcessTreeSandbox('full');
  if (unconfined) return new ProcessTreeSandbox('process');
  throw new SluiceError({
    fault: 'environment',
    place: 'the sandbox for commands',
    found: 'no working bubblewrap on this machine',
    wanted: 'a way to confine what a candidate runs',
    mend: 'Install it (`apt-get install bubblewrap`), or allow `--unconfined` at your own risk.',
  });
}

class ProcessTreeSandbox implements CommandSandbox {
  readonly confinement: 'full' | 'process';
  readonly #folder = mkdtempSync(join(realpathSync(tmpdir()), 'sluice-command-'));
  #trials = 0;

  constructor(confinement: 'full' | 'process') {
    this.confinement = confinement;
  }

  async run(trial: CommandTrial, signal: AbortSignal): Promise<CommandOutcome> {
    signal.throwIfAborted();
    const folder = join(this.#folder, String(this.#trials++));
    try {
      writeFiles(folder, trial.files);
      const ended = await this.#execute(trial, folder, signal);
      if (ended.kind !== 'exited' || trial.artifact === undefined) return ended;
      const artifact = readArtifact(folder, trial.artifact, trial.outputBytesMost);
      return artifact === undefined ? ended : { ...ended, artifact };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #execute(trial: CommandTrial, folder: string, signal: AbortSignal): Promise<CommandOutcome> {
    const [program, ...args] =
      this.confinement === 'full' ? bubblewrapped(trial.command, folder) : trial.command;
    const startedMs = performance.now();
    const child = spawn(program!, args, { cwd: folder, env: environment, detached: true });
    const stdout: Buffer[] = [];
    let stdoutBytes = 0;
    let stderr = '';
    let end: 'timedOut' | 'flooded' | 'aborted' | undefined;

    const kill = (why: typeof end): void => {
      end ??= why;
      try {
        // The whole group: a command's children must not outlive its trial.
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    };
    const watchdog = setTimeout(() => kill('timedOut'), trial.limitMs);
    const abort = (): void => kill('aborted');
    signal.addEventListener('abort', abort, { once: true });

    child.stdout.on('data', (chunk: Buffer) => {
      stdoutBytes += chunk.length;
      if (stdoutBytes > trial.outputBytesMost) kill('flooded');
      else stdout.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(0, stderrCharactersMost);
    });
    // A command that ends without reading its input breaks the pipe; that is its affair.
    child.stdin.on('error', () => undefined);
    child.stdin.end(trial.stdin);

    const settled = Promise.withResolvers<CommandOutcome>();
    const wallMs = (): number => performance.now() - startedMs;
    child.on('error', (error) => {
      settled.resolve({
        kind: 'crashed',
        error: `it did not start: ${error.message}`,
        wallMs: wallMs(),
      });
    });
    child.on('close', (code, killedBy) => {
      kill(end);
      if (end === 'aborted') settled.reject(signal.reason as Error);
      else if (end === 'timedOut') {
        settled.resolve({ kind: 'timedOut', limitMs: trial.limitMs, wallMs: wallMs() });
      } else if (end === 'flooded') {
        const error = `it wrote more than ${trial.outputBytesMost} bytes`;
        settled.resolve({ kind: 'crashed', error, wallMs: wallMs() });
      } else if (code === null) {
        settled.resolve({
          kind: 'crashed',
          error: `it was ended by ${killedBy}`,
          wallMs: wallMs(),
        });
      } else {
        const output = Buffer.concat(stdout);
        settled.resolve({ kind: 'exited', code, stdout: output, stderr, wallMs: wallMs() });
      }
    });
    return settled.promise.finally(() => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', abort);
    });
  }
}

function writeFiles(folder: string, files: CommandTrial['files']): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const file = inside(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** What the command left there as a plain file inside its folder; links out of it are none. */
function readArtifact(folder: string, path: string, bytesMost: number): Uint8Array | undefined {
  const file = inside(folder, path);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > bytesMost) return undefined;
  if (relative(folder, realpathSync(file)).startsWith('..')) return undefined;
  return readFileSync(file);
}

function inside(folder: string, path: string): string {
  const file = resolve(folder, path);
  if (!relative(folder, file).startsWith('..')) return file;
  throw new SluiceError({
    fault: 'input',
    place: 'the files of a command',
    found: `the path ${path}`,
    wanted: 'a path inside the working folder',
    mend: 'Write it relative to the specification, without `..`.',
  });
}
