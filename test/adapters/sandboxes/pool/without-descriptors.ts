import { workerProcessSandbox } from '../../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { SluiceError } from '../../../../src/domain/errors.ts';

/** Wants more processes than its descriptors are enough for, and says what came of it. */
const sandbox = workerProcessSandbox({ workers: 16 });
const trial = (x: number) =>
  ({
    program: {
      kind: 'source',
      candidate: `${x}`,
      source: `export const f = () => ${x};`,
      name: 'f',
    },
    task: { kind: 'call', inputs: [[]] },
    limitMs: 60_000,
  }) as const;
const trials = Array.from({ length: 64 }, (_, x) => trial(x));
try {
  await Array.fromAsync(sandbox.run(trials, new AbortController().signal));
  console.log('all were judged');
} catch (error) {
  if (!(error instanceof SluiceError)) throw error;
  console.log(error.name, error.fault, error.found);
}
await sandbox.close();
