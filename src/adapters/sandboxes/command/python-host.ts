import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

import { SluiceError } from '../../../domain/errors.ts';
import type { CommandOutcome, CommandTrial, Surroundings } from '../../../ports/sandbox.ts';
import { watchOver } from './census.ts';
import { killGroup, start, type Start } from './child-process.ts';
import { PartsReader } from './parts-reader.ts';

/** The script that runs trials, as text: it is handed over and never looked for on the disk. */
export const hostScript = readFileSync(new URL('./python/host.py', import.meta.url), 'utf8');

/** How long the host may take to see for itself that a trial is over its limit. */
const graceMs = 2000;

/** How long it may take to import what trials need. */
const readyMs = 60_000;

interface Answer {
  readonly cause: 'timedOut' | 'flooded' | null;
  /** Negative: the number of the signal that ended it. */
  readonly code: number;
  readonly stdout: number;
  readonly stderr: number;
  /** −1 where there is none. */
  readonly artifact: number;
  readonly retires: boolean;
}

type Finding = WithoutTime<CommandOutcome>;
type WithoutTime<Outcome> = Outcome extends CommandOutcome ? Omit<Outcome, 'wallMs'> : never;

/** A process that has started Python and imported what trials need, and forks one for each. */
export class PythonHost {
  readonly #child: ChildProcess;
  readonly #reader: PartsReader;
  readonly #surroundings: Surroundings;
  #end: string | undefined;
  #isRetired = false;

  private constructor(startOf: Start, surroundings: Surroundings) {
    this.#child = start(startOf);
    this.#reader = new PartsReader(this.#child.stdout!);
    this.#surroundings = surroundings;
    this.#child.stdin!.on('error', () => undefined);
    this.#child.stderr!.resume();
    this.#child.on('error', () => this.#reader.end());
  }

  /**
   * Starts one. `shown` is what it sees of the machine; `modules` are imported if they can be. Throws a `SluiceError` of fault
   * `environment` where the script that gets ready what trials need fails.
   */
  static async start(
    startOf: Start,
    surroundings: Surroundings,
    { shown, modules }: { readonly shown: readonly string[]; readonly modules: readonly string[] },
  ): Promise<PythonHost> {
    const host = new PythonHost(startOf, surroundings);
    const files = Object.entries(surroundings.files);
    const { preload = null } = surroundings;
    const contents = files.map(([, content]) => content);
    host.#send({ files: files.map(sized), shown, modules, preload }, contents);
    const watchdog = setTimeout(() => host.close(), readyMs);
    const head = (await host.#reader.head()) as { code: number; stderr: number } | undefined;
    const complaints = head === undefined ? '' : String(await host.#reader.part(head.stderr));
    clearTimeout(watchdog);
    if (head?.code === 0) return host;
    host.close();
    throw notReady(preload, complaints);
  }

  /** Whether it can take another trial. */
  get isUsable(): boolean {
    return !this.#isRetired && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async run(trial: CommandTrial, signal: AbortSignal): Promise<CommandOutcome> {
    const { limitMs } = trial;
    const startedMs = performance.now();
    const kill = (why: string): void => {
      this.#end ??= why;
      this.close();
    };
    const watchdog = setTimeout(() => kill('timedOut'), limitMs + graceMs);
    const abort = (): void => kill('aborted');
    signal.addEventListener('abort', abort, { once: true });
    const rest = watchOver(this.#child.pid!, this.#surroundings, kill);
    try {
      this.#give(trial);
      const outcome = await this.#outcome(trial);
      signal.throwIfAborted();
      return { ...outcome, wallMs: performance.now() - startedMs };
    } finally {
      clearTimeout(watchdog);
      rest();
      signal.removeEventListener('abort', abort);
    }
  }

  #give({
    command,
    surroundings,
    own,
    stdin,
    limitMs,
    artifact,
    outputBytesMost,
  }: CommandTrial): void {
    const input = Buffer.from(stdin as string);
    const files = Object.entries({
      ...surroundings.files,
      ...(own === undefined ? {} : { [own.path]: own.content }),
    });
    this.#send(
      {
        script: command.slice(1),
        files: files.map(sized),
        stdin: input.length,
        artifact: artifact ?? null,
        limitMs,
        outputBytesMost,
      },
      [...files.map(([, content]) => content), input],
    );
  }

  #send(head: unknown, parts: readonly (string | Uint8Array)[]): void {
    const { stdin } = this.#child;
    stdin!.cork();
    stdin!.write(`${JSON.stringify(head)}\n`);
    for (const part of parts) stdin!.write(part);
    stdin!.uncork();
  }

  async #outcome({ limitMs, outputBytesMost }: CommandTrial): Promise<Finding> {
    const answer = (await this.#reader.head()) as Answer | undefined;
    const parts: (Buffer | undefined)[] = [];
    for (const length of answer === undefined
      ? []
      : [answer.stdout, answer.stderr, Math.max(0, answer.artifact)]) {
      parts.push(await this.#reader.part(length));
    }
    const [stdout, stderr, artifact] = parts;
    if (answer === undefined || artifact === undefined) {
      this.close();
      if (this.#end === 'timedOut') return { kind: 'timedOut', limitMs };
      return { kind: 'crashed', error: this.#end ?? 'it ended whoever ran it' };
    }
    if (answer.retires) this.close();
    switch (answer.cause) {
      case 'timedOut':
        return { kind: 'timedOut', limitMs };
      case 'flooded':
        return { kind: 'crashed', error: `it wrote more than ${outputBytesMost} bytes` };
      case null:
        if (answer.code < 0) {
          return { kind: 'crashed', error: `it was ended by signal ${-answer.code}` };
        }
        return {
          kind: 'exited',
          code: answer.code,
          stdout: stdout!,
          stderr: stderr!.toString(),
          ...(answer.artifact < 0 ? {} : { artifact }),
        };
    }
  }

  close(): void {
    this.#isRetired = true;
    killGroup(this.#child);
  }
}

function sized([path, content]: readonly [string, string | Uint8Array]): readonly [string, number] {
  return [path, Buffer.byteLength(content)];
}

function notReady(preload: readonly string[] | null, complaints: string): SluiceError {
  const last = complaints.trim().split('\n').at(-1) ?? '';
  return new SluiceError({
    fault: 'environment',
    place: preload?.at(-1) ?? 'Python',
    found: last === '' ? 'a Python that ended before it was ready' : last,
    wanted: 'a script that loads',
    mend: mendOf(last),
    cause: complaints,
  });
}

function mendOf(complaint: string): string {
  const missing = /No module named '([^']+)'/.exec(complaint)?.[1];
  if (missing !== undefined) {
    return `Install it for the python3 on PATH (\`python3 -m pip install ${missing.split('.')[0]}\`), or add its file to \`needs\`.`;
  }
  return /FileNotFoundError|No such file/.test(complaint)
    ? 'Add the file to `needs`.'
    : 'Run the script by hand to see what it wants.';
}
