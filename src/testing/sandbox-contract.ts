import type { FunctionSandbox } from '../ports/sandbox.ts';
import type { TestFramework } from './framework.ts';
import { abortContract, faultsContract } from './sandbox/faults.ts';
import { resultsContract } from './sandbox/results.ts';
import { specifiedContract } from './sandbox/specified.ts';
import type { OpenSandbox, RunTrials } from './sandbox/trial.ts';

const never = new AbortController().signal;

/** What every `FunctionSandbox` promises. */
export function sandboxContract(framework: TestFramework, open: OpenSandbox): void {
  const { describe, beforeAll, afterAll } = framework;

  describe('a sandbox for functions', () => {
    let sandbox: FunctionSandbox;
    beforeAll(async () => void (sandbox = await open({ workers: 2 })));
    afterAll(() => sandbox.close());

    const run: RunTrials = (trials) => Array.fromAsync(sandbox.run(trials, never));
    resultsContract(framework, run);
    faultsContract(framework, run);
    abortContract(framework, run, () => sandbox);
  });

  specifiedContract(framework, open);
}
