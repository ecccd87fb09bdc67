/** The contracts that adapters and realities pass: run them over one of your own. */
export type { TestFramework } from './framework.ts';
export { modelContract } from './model-contract.ts';
export { candidateOf, realityContract, type RealityUnderTest } from './reality-contract.ts';
export { callsOf, trialOf, type OpenSandbox } from './sandbox/trial.ts';
export { sandboxContract } from './sandbox-contract.ts';
