import { fileURLToPath } from 'node:url';
import type { FunctionSandbox } from '../../../ports/sandbox.ts';
import { ProcessPool, type PoolOptions } from '../pool/pool.ts';

export interface WorkerProcessOptions extends PoolOptions {
  /** The most memory that a process' heap may take; 512 unless told. */
  readonly memoryMegabytes?: number;
}

const childUrl = new URL(
  import.meta.url.endsWith('.ts') ? './child.ts' : './child.js',
  import.meta.url,
);

/**
 * Processes for candidates that are pure by construction, such as the grammar model's: they run
 * on V8 beside the specification, in a bounded heap.
 */
export function workerProcessSandbox(options: WorkerProcessOptions): FunctionSandbox {
  const { specPath, memoryMegabytes = 512 } = options;
  return new ProcessPool(options, {
    confinement: 'process',
    command: [
      process.execPath,
      `--max-old-space-size=${memoryMegabytes}`,
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(childUrl),
      ...(specPath === undefined ? [] : [specPath]),
    ],
  });
}
