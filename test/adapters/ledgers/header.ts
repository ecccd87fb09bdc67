import type { RunHeader } from '../../../src/domain/run.ts';

export function headerOf(runId: string): RunHeader {
  return {
    id: runId,
    startedAtMs: 1_700_000_000_000,
    intent: 'The middle value of three numbers.',
    specPath: '/specs/median3.sluice.json',
    spec: '{"intent": "The middle value of three numbers."}',
    file: { path: 'pack.py', initial: 'a\n' },
    seed: Number.MAX_SAFE_INTEGER,
    models: ['grammar'],
    budget: { seconds: 10 },
    lag: 2,
    sluiceVersion: '0.1.0',
  };
}
