/** The contracts that adapters and realities pass: run them over one of your own. */
export type { TestFramework } from './framework.ts';
export { modelContract } from './model-contract.ts';
export { candidateOf, realityContract, type RealityUnderTest } from './reality-contract.ts';
export { callsOf, sandboxContract, trialOf, type OpenSandbox } from './sandbox-contract.ts';
