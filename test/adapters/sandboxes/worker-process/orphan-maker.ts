import { workerProcessSandbox } from '../../../../src/adapters/sandboxes/worker-process/sandbox.ts';

/** Starts an endless loop in a sandbox, says so, and waits to be killed. */
const sandbox = workerProcessSandbox({ workers: 1 });
const trial = (source: string) =>
  ({
    program: { kind: 'source', candidate: source, source, name: 'f' },
    task: { kind: 'call', inputs: [[]] },
    limitMs: 60_000,
  }) as const;
const trials = [
  trial('export const f = () => process.pid;'),
  trial('export const f = () => { for (;;); };'),
];
for await (const outcome of sandbox.run(trials, new AbortController().signal)) {
  const [result] = outcome.kind === 'returned' ? outcome.results : [];
  console.log(result?.kind === 'value' ? result.value : outcome.kind);
}
