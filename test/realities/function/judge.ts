import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';

/** What a stage sees of candidates of these sources. */
export function judge(reality: Reality, stage: string, ...sources: string[]): Promise<Evidence[]> {
  const { signal } = new AbortController();
  return Array.fromAsync(reality.judge(stage, sources.map(candidateOf), signal));
}

export const behaviour = (seen: Evidence | undefined) =>
  seen?.verdict === 'passed' && seen.behaviour;
