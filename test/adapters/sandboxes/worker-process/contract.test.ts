import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workerProcessSandbox } from '../../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { sandboxContract } from '../../../../src/testing/sandbox-contract.ts';

sandboxContract({ describe, it, expect, beforeAll, afterAll }, (options) =>
  workerProcessSandbox({ ...options, memoryMegabytes: 64 }),
);
