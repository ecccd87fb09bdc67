import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';

import { SluiceError } from '../../../domain/errors.ts';
import type { CommandOutcome, CommandTrial, Surroundings } from '../../../ports/sandbox.ts';
import { watchOver } from './census.ts';
import { killGroup, start, type Start } from './child-process.ts';
import { PartsReader } from './parts-reader.ts';

/** The script that runs trials, as text: it is handed over and never looked for on the disk. */
export const hostScript = ['script', 'leftovers', 'host']
  .map((part) => readFileSync(new URL(`./python/${part}.py`, import.meta.url), 'utf8'))
  .join('\n');

/** How long the host may take to see for itself that a trial is over its limit. */
const graceMs = 2000;

/** How long it may take to import what trials need. */
const readyMs = 60_000;

interface Answer {
  /** That of the request: an answer that lacks it is somebody else's. */
  readonly number: string;
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
  readonly #ended = Promise.withResolvers<void>();

  /** Starts one, which is then to get ready. */
  constructor(startOf: Start, surroundings: Surroundings) {
    this.#child = start(startOf);
    this.#reader = new PartsReader(this.#child.stdout!);
    this.#surroundings = surroundings;
    this.#child.stdin!.on('error', () => undefined);
    this.#child.stderr!.resume();
    (this.#child.stdio[3] as Readable | undefined)?.resume();
    this.#child.on('error', () => {
      this.#reader.end();
      this.#ended.resolve();
    });
    this.#child.on('close', () => this.#ended.resolve());
  }

  /**
   * `shown` is what it sees of the machine; `modules` are imported if they can be. Throws a
   * `SluiceError` of fault `environment` where the script that gets ready what trials need fails,
   * and the signal's reason once it is aborted.
   */
  async getReady(
    { shown, modules }: { readonly shown: readonly string[]; readonly modules: readonly string[] },
    signal: AbortSignal,
  ): Promise<void> {
    const { preload = null } = this.#surroundings;
    const files = Object.entries(this.#surroundings.files);
    const stop = (): void => void this.close();
    const watchdog = setTimeout(stop, readyMs);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const contents = files.map(([, content]) => content);
      this.#send({ files: files.map(sized), shown, modules, preload }, contents);
      const head = (await this.#reader.head()) as { code: number; stderr: number } | undefined;
      const complaints = head === undefined ? '' : String(await this.#reader.part(head.stderr));
      signal.throwIfAborted();
      if (head?.code === 0) return;
      await this.close();
      throw notReady(preload, complaints);
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', stop);
    }
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
      void this.close();
    };
    const watchdog = setTimeout(() => kill('timedOut'), limitMs + graceMs);
    const abort = (): void => kill('aborted');
    signal.addEventListener('abort', abort, { once: true });
    const rest = watchOver(this.#child.pid!, this.#surroundings, kill);
    try {
      const number = randomUUID();
      this.#give(trial, number);
      const outcome = await this.#outcome(trial, number);
      signal.throwIfAborted();
      return { ...outcome, wallMs: performance.now() - startedMs };
    } finally {
      clearTimeout(watchdog);
      rest();
      signal.removeEventListener('abort', abort);
    }
  }

  #give(
    { command, surroundings, own, stdin, limitMs, artifact, outputBytesMost }: CommandTrial,
    number: string,
  ): void {
    const input = Buffer.from(stdin as string);
    const files = Object.entries({
      ...surroundings.files,
      ...(own === undefined ? {} : { [own.path]: own.content }),
    });
    this.#send(
      {
        number,
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

  async #outcome({ limitMs, outputBytesMost }: CommandTrial, number: string): Promise<Finding> {
    const head = (await this.#reader.head()) as Answer | undefined;
    const answer = head?.number === number ? head : undefined;
    const parts: (Buffer | undefined)[] = [];
    for (const length of answer === undefined
      ? []
      : [answer.stdout, answer.stderr, Math.max(0, answer.artifact)]) {
      parts.push(await this.#reader.part(length));
    }
    const [stdout, stderr, artifact] = parts;
    if (answer === undefined || artifact === undefined) {
      void this.close();
      if (this.#end === 'timedOut') return { kind: 'timedOut', limitMs };
      return { kind: 'crashed', error: this.#end ?? 'it ended whoever ran it' };
    }
    if (answer.retires) void this.close();
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

  /** Comes back once nothing of it is left. */
  close(): Promise<void> {
    this.#isRetired = true;
    killGroup(this.#child);
    return this.#ended.promise;
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
