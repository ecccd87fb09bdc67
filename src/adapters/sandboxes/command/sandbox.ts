import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { SluiceError } from '../../../domain/errors.ts';
import type {
  CommandOutcome,
  CommandSandbox,
  CommandTrial,
  Surroundings,
} from '../../../ports/sandbox.ts';
import { ownFolder } from '../../system/own-folder.ts';
import { bubblewrapped, findBubblewrap, limited, type Launcher, type Walls } from './bubblewrap.ts';
import { environmentFor, type Start } from './child-process.ts';
import { scriptFor } from './handing-back.ts';
import { runOnce } from './once.ts';
import { findProgram, type Program } from './programs.ts';
import { hostScript, PythonHost } from './python-host.ts';

export interface CommandSandboxOptions {
  /** Run commands although nothing here can confine them. */
  readonly unconfined: boolean;
}

/** The descriptor that a confined command's first file comes in by; 3 is for what it hands back. */
const firstGiven = 4;

/**
 * A sandbox for commands: confined by bubblewrap where it works, else refused unless the person
 * has said that it may be unconfined.
 */
export function commandSandbox({ unconfined }: CommandSandboxOptions): CommandSandbox {
  const launcher = findBubblewrap([]);
  if (launcher !== undefined) return new ProcessTreeSandbox(launcher);
  if (unconfined) return new ProcessTreeSandbox(undefined);
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
  readonly #launcher: Launcher | undefined;
  /** Where files wait for their trial, and where unconfined commands run. */
  readonly #folder = ownFolder();
  readonly #programs = new Map<string, Program>();
  readonly #users = new Map<string, Launcher['user']>();
  /** By what surrounds a trial and the script that it runs. */
  readonly #warm = new Map<Surroundings, Map<string, Warm>>();
  /** Those that are being started too. */
  readonly #hosts = new Set<PythonHost>();
  #trials = 0;

  constructor(launcher: Launcher | undefined) {
    this.#launcher = launcher;
    this.confinement = launcher === undefined ? 'process' : 'full';
  }

  async prepare(trial: CommandTrial, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const program = this.#programNamed(trial.command[0]!);
    if (this.#isWarm(trial, program)) {
      const warm = this.#warmFor(trial);
      warm.modules = modulesOf(trial);
      warm.idle.push(await this.#startHost(trial, program, signal));
    }
  }

  async run(trial: CommandTrial, signal: AbortSignal): Promise<CommandOutcome> {
    signal.throwIfAborted();
    const program = this.#programNamed(trial.command[0]!);
    if (this.#isWarm(trial, program)) return this.#runWarm(trial, program, signal);
    return this.#launcher === undefined
      ? this.#runUnconfined(trial, program, signal)
      : this.#runCold(trial, program, signal);
  }

  /** Whether a waiting Python is to fork for it; outside of a sandbox nothing could clean up. */
  #isWarm({ command }: CommandTrial, { isPython }: Program): boolean {
    const isScript = /^[^-].*\.py$/.test(command[1] ?? '');
    return this.#launcher !== undefined && isPython && isScript;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#hosts].map((host) => host.close()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #programNamed(name: string): Program {
    let program = this.#programs.get(name);
    if (program === undefined) this.#programs.set(name, (program = findProgram(name)));
    return program;
  }

  #userFor(readable: readonly string[]): Launcher['user'] {
    const key = readable.join('\n');
    let user = this.#users.get(key);
    if (user === undefined) this.#users.set(key, (user = findBubblewrap(readable)?.user ?? {}));
    return user;
  }

  async #runCold(
    trial: CommandTrial,
    program: Program,
    signal: AbortSignal,
  ): Promise<CommandOutcome> {
    const folder = this.#newFolder();
    const descriptors: number[] = [];
    try {
      const given = filesOf(trial).map(([path, content], index) => {
        const waiting = join(folder, String(index));
        writeFileSync(waiting, content);
        const descriptor = descriptors.push(openSync(waiting, 'r')) - 1 + firstGiven;
        return { path: inside('/trial', path), descriptor };
      });
      const walls = wallsOf(trial.surroundings, program);
      const command = limited([program.path, ...trial.command.slice(1)], walls, scriptFor(trial));
      const start = {
        command: bubblewrapped(command, walls, { given }),
        environment: environmentOf(program),
        user: this.#userFor(walls.readable),
        descriptors,
      };
      return await runOnce(trial, start, signal);
    } finally {
      for (const descriptor of descriptors) closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #runUnconfined(
    trial: CommandTrial,
    program: Program,
    signal: AbortSignal,
  ): Promise<CommandOutcome> {
    const folder = this.#newFolder();
    try {
      for (const [path, content] of filesOf(trial)) {
        const file = join(folder, inside(folder, path));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content, { mode: 0o755 });
      }
      const walls = wallsOf(trial.surroundings, program);
      const command = limited([program.path, ...trial.command.slice(1)], walls, scriptFor(trial));
      const start = { command, folder, environment: environmentOf(program), user: {} };
      return await runOnce(trial, start, signal);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * In a process that a waiting Python forks. That is sound: what a trial does is seen by no other
   * (`python/`), and one that ends its host costs the next a start.
   */
  async #runWarm(
    trial: CommandTrial,
    program: Program,
    signal: AbortSignal,
  ): Promise<CommandOutcome> {
    const { idle } = this.#warmFor(trial);
    const startedMs = performance.now();
    let host: PythonHost;
    try {
      host = idle.pop() ?? (await this.#startHost(trial, program, signal));
    } catch (error) {
      if (signal.aborted || !(error instanceof SluiceError)) throw error;
      // It was got ready before: one start that fails must not end a run.
      const { found } = error;
      return { kind: 'crashed', error: `Python: ${found}`, wallMs: performance.now() - startedMs };
    }
    try {
      return await host.run(trial, signal);
    } finally {
      if (host.isUsable) idle.push(host);
      else this.#forget(host);
    }
  }

  #warmFor({ surroundings, command: [program, script] }: CommandTrial): Warm {
    const scripts = this.#warm.get(surroundings) ?? new Map<string, Warm>();
    this.#warm.set(surroundings, scripts);
    const key = `${program} ${script}`;
    const warm = scripts.get(key) ?? { idle: [], modules: [] };
    scripts.set(key, warm);
    return warm;
  }

  async #startHost(
    trial: CommandTrial,
    program: Program,
    signal: AbortSignal,
  ): Promise<PythonHost> {
    const { surroundings } = trial;
    const walls = wallsOf(surroundings, program);
    const inner = limited([program.path, '-c', hostScript], walls);
    const command: Start = {
      command: bubblewrapped(inner, walls, { isFirst: true }),
      environment: environmentOf(program),
      user: this.#userFor(walls.readable),
    };
    const host = new PythonHost(command, surroundings);
    this.#hosts.add(host);
    try {
      const { modules } = this.#warmFor(trial);
      await host.getReady({ shown: walls.readable, modules }, signal);
      return host;
    } catch (error) {
      this.#forget(host);
      throw error;
    }
  }

  /** Once it has ended: until then whoever closes this waits for it. */
  #forget(host: PythonHost): void {
    void host.close().then(() => this.#hosts.delete(host));
  }

  #newFolder(): string {
    const folder = join(this.#folder, String(this.#trials++));
    mkdirSync(folder);
    return folder;
  }
}

/** What is kept for trials that run the same script in the same surroundings. */
interface Warm {
  /** Hosts that wait for a trial. */
  readonly idle: PythonHost[];
  /** What hosts import: of what was prepared for, and never of what is tried. */
  modules: readonly string[];
}

function wallsOf(surroundings: Surroundings, { readable }: Program): Walls {
  return { ...surroundings, readable: [...surroundings.readable, ...readable] };
}

function environmentOf({ path, readable }: Program): NodeJS.ProcessEnv {
  return environmentFor(readable.length === 0 ? undefined : dirname(path));
}

function filesOf({ surroundings, own }: CommandTrial): (readonly [string, string | Uint8Array])[] {
  const files = Object.entries(surroundings.files);
  return own === undefined
    ? files
    : [...files.filter(([path]) => path !== own.path), [own.path, own.content]];
}

/** The modules that a script imports at its top: its heirs will as well. */
function modulesOf(trial: CommandTrial): string[] {
  const script = filesOf(trial).find(([path]) => path === trial.command[1]);
  const text = script === undefined ? '' : Buffer.from(script[1] as string).toString();
  const imports = text.matchAll(/^(?:import|from)[ \t]+([A-Za-z_][\w.]*)/gm);
  return [...new Set([...imports].map(([, name]) => name!))];
}

/** A path below `folder`, relative to it. */
function inside(folder: string, path: string): string {
  const below = relative(folder, resolve(folder, path));
  if (below !== '' && !below.startsWith('..')) return below;
  throw new SluiceError({
    fault: 'input',
    place: 'the files of a command',
    found: `the path ${path}`,
    wanted: 'a path inside the working folder',
    mend: 'Write it relative to the specification, without `..`.',
  });
}
