import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import { sandboxContract } from '../../../../src/testing/sandbox-contract.ts';

const framework = { describe, it, expect, beforeAll, afterAll };

describe('confined by bubblewrap', () => {
  sandboxContract(framework, (options) => confinedSandbox(options));
});

describe('confined by the engine alone', () => {
  sandboxContract(framework, (options) => confinedSandbox({ ...options, engineOnly: true }));
});
