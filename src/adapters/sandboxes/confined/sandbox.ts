import { SluiceError } from '../../../domain/errors.ts';
import { ProcessPool, type PoolOptions } from '../pool/pool.ts';
import { canConfine, launchCommand, type Launch } from './launch.ts';
import { systemCallFilter } from './system-calls.ts';

export interface ConfinedOptions extends PoolOptions {
  /** What of the disk the specification, or what it lends, stands on beside packages. */
  readonly readable?: readonly string[];
  /** Only these of the specification's imports are loaded, and nothing of itself. */
  readonly lent?: readonly string[];
  /** The most private memory that a process may have; 512 unless told. */
  readonly memoryMegabytes?: number;
}

export interface EngineOptions extends ConfinedOptions {
  /** Leave bubblewrap out also where it works: what is left is the engine's own confinement. */
  readonly engineOnly?: boolean;
}

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * Processes for candidates that may be hostile: each is confined by bubblewrap where that works,
 * and runs them inside QuickJS in WebAssembly, every one in a fresh realm. `confinement` says
 * which it is: `full`, or `engine` where WebAssembly alone stands between them and the machine.
 */
export function confinedSandbox(options: EngineOptions): ProcessPool {
  const confined = options.engineOnly !== true && canConfine();
  const launch = launchOf(options, new URL(`./child.${extension}`, import.meta.url));
  return new ProcessPool(options, {
    confinement: confined ? 'full' : 'engine',
    command: launchCommand(launch, confined),
    ...(confined ? { handed: systemCallFilter() } : {}),
  });
}

/**
 * The same room with V8 in it. What a candidate does to its process, it does to itself: every program
 * has one of its own. It is for the few that are worth it: those about to be shortlisted, which are
 * run again and timed, and those on which the quick process has something to say. Throws where
 * bubblewrap does not work.
 */
export function confinedV8Sandbox(options: ConfinedOptions): ProcessPool {
  const child = new URL(`../worker-process/child.${extension}`, import.meta.url);
  return v8Pool(options, { child, single: true });
}

/**
 * V8 in the same room, without its compilers, a realm an instance and a process for all: for those
 * about to take a cell. A realm of V8 keeps programs apart that mean no harm; one that leaves it
 * can spoil what is said of its neighbours, so what is said against one is to be asked again of
 * `confinedV8Sandbox`.
 */
export function quickV8Sandbox(options: ConfinedOptions): ProcessPool {
  const child = new URL(`../v8/child.${extension}`, import.meta.url);
  return v8Pool(options, { child, flags: withoutCompilers, single: false });
}

/** What is run once is interpreted as fast, and compilers are where V8 is attacked. */
const withoutCompilers = ['--no-opt', '--no-maglev', '--no-sparkplug', '--regexp-interpret-all'];

function v8Pool(
  options: ConfinedOptions,
  { single, ...what }: Pick<Launch, 'child' | 'flags'> & { readonly single: boolean },
): ProcessPool {
  if (!canConfine()) {
    throw new SluiceError({
      fault: 'environment',
      place: 'the sandbox on V8',
      found: 'no working bubblewrap on this machine',
      wanted: 'a way to confine what leaves V8',
      mend: 'Install it (`apt-get install bubblewrap`), or judge inside the WebAssembly engine only.',
    });
  }
  return new ProcessPool(options, {
    confinement: 'full',
    command: launchCommand({ ...launchOf(options, what.child), ...what }, true),
    handed: systemCallFilter(),
    single,
  });
}

function launchOf(options: ConfinedOptions, child: URL): Launch {
  const { specPath, readable = [], lent = [], memoryMegabytes = 512 } = options;
  return { child, specPath, readable, lent, memoryBytes: memoryMegabytes * 2 ** 20 };
}
