import { afterAll, describe, expect, it } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import type { RunEvent } from '../../src/index.ts';
import { priced, wrong } from './priced.ts';

const at = await priced(wrong(2000));

afterAll(() => at.close());

/** What a checkpoint keeps of the failures that wait. */
function waitingIn(events: readonly RunEvent[]): { candidate: Candidate; rounds: number }[] {
  const newest = events.findLast((event) => event.kind === 'checkpoint');
  const { asking } = newest!.state as {
    asking: { repairs: { waiting: { parent: { candidate: Candidate }; rounds: number }[] } };
  };
  return asking.repairs.waiting.map(({ parent, rounds }) => ({ ...parent, rounds }));
}

describe('candidates of a language model that failed', () => {
  it('are repaired for two rounds at most, and stand in the checkpoint until then', async () => {
    const outcome = await at.solve({ budget: { candidates: 600, tokens: 1e7 } });
    expect(outcome.status).toBe('exhausted');
    const { events } = at.engine.ledger.read(outcome.run)!;
    const waiting = waitingIn(events);
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.map(({ candidate }) => candidate.strategy)).toContain('repair');
    for (const { candidate, rounds } of waiting) {
      expect(rounds).toBe(candidate.strategy === 'repair' ? 1 : 0);
    }
  });
});
