import type { FunctionSandbox } from '../../../ports/sandbox.ts';
import { ProcessPool, type PoolOptions } from '../pool/pool.ts';
import { canConfine, launchCommand } from './launch.ts';

export interface ConfinedOptions extends PoolOptions {
  /** Files and folders that the specification reads outside its own folder. */
  readonly readable?: readonly string[];
  /** The most private memory that a process may have; 512 unless told. */
  readonly memoryMegabytes?: number;
  /** Leave bubblewrap out also where it works: what is left is the engine's own confinement. */
  readonly engineOnly?: boolean;
}

/**
 * Processes for candidates that may be hostile: each is confined by bubblewrap where that works,
 * and runs them inside QuickJS in WebAssembly, every one in a fresh realm. `confinement` says
 * which it is: `full`, or `engine` where WebAssembly alone stands between them and the machine.
 */
export function confinedSandbox(options: ConfinedOptions): FunctionSandbox {
  const { specPath, readable = [], memoryMegabytes = 512, engineOnly = false } = options;
  const confined = !engineOnly && canConfine();
  const launch = { specPath, readable, memoryBytes: memoryMegabytes * 2 ** 20 };
  return new ProcessPool(options, {
    confinement: confined ? 'full' : 'engine',
    command: launchCommand(launch, confined),
  });
}
