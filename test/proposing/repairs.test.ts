import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { Repairs } from '../../src/proposing/repairs.ts';
import { requestFor } from '../../src/proposing/request.ts';
import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { largerProblem } from '../fixtures/larger.ts';

function candidateOf(id: string, strategy = 'sample', parents: readonly string[] = []): Candidate {
  const draft = { source: id, parents, strategy, tokens: 0, costUsd: 0 };
  return { ...draft, id, model: 'any', step: 0, island: 0 };
}

function failed(candidate: string, passed: number): Evidence {
  const seen = { candidate, stage: 'examples', wallMs: 1 };
  return { ...seen, verdict: 'failed', passed, total: 10, feedback: `wrong in ${passed}` };
}

describe('failures that wait to be repaired', () => {
  it('come nearest to being right first, with what reality said', () => {
    const repairs = new Repairs();
    for (const passed of [3, 9, 5]) {
      repairs.fold(candidateOf(`c${passed}`), [failed(`c${passed}`, passed)]);
    }
    const taken = [repairs.take(), repairs.take(), repairs.take(), repairs.take()];
    expect(taken.map((parent) => parent?.feedback)).toEqual([
      'wrong in 9',
      'wrong in 5',
      'wrong in 3',
      undefined,
    ]);
  });

  it('are given up after two rounds', () => {
    const repairs = new Repairs();
    repairs.fold(candidateOf('first'), [failed('first', 1)]);
    expect(repairs.take()?.candidate.id).toBe('first');
    repairs.fold(candidateOf('second', 'repair', ['first']), [failed('second', 1)]);
    expect(repairs.take()?.candidate.id).toBe('second');
    repairs.fold(candidateOf('third', 'repair', ['second']), [failed('third', 1)]);
    expect(repairs.take()).toBeUndefined();
  });

  it('stay few, and what has passed is none of them', () => {
    const evidence = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 300 });
    fc.assert(
      fc.property(evidence, (all) => {
        const repairs = new Repairs();
        const passed = { candidate: 'p', stage: 'examples', wallMs: 1, passed: 1, total: 1 };
        for (const [index, share] of all.entries()) {
          repairs.fold(candidateOf('p'), [{ ...passed, verdict: 'passed' }]);
          repairs.fold(candidateOf(`c${index}`), [failed(`c${index}`, share)]);
        }
        expect(repairs.checkpoint().waiting.length).toBe(Math.min(64, all.length));
        expect(repairs.take()?.feedback).toBe(
          all.length === 0 ? undefined : `wrong in ${Math.max(...all)}`,
        );
      }),
    );
  });

  it('come back after a crash', () => {
    const repairs = new Repairs();
    repairs.fold(candidateOf('a'), [failed('a', 1)]);
    const kept: unknown = JSON.parse(JSON.stringify(repairs.checkpoint()));
    expect(new Repairs(kept as ReturnType<Repairs['checkpoint']>).take()).toEqual(repairs.take());
  });

  it('are what every second question to a model in words is about', () => {
    const repairs = new Repairs();
    for (const id of ['a', 'b', 'c']) repairs.fold(candidateOf(id), [failed(id, 1)]);
    const sources = { survivors: { islands: 1, parents: () => [] }, failures: repairs };
    const reality = { problem: largerProblem, batch: 48 };
    const model = { prolific: false, samplesPerAsk: 8 };
    const { asks } = requestFor(0, reality, model, sources, seededRandom(1), 44);
    expect(asks.map(({ count }) => count)).toEqual([8, 8, 8, 8, 8, 4]);
    const about = asks.map(({ parents }) => parents.map(({ candidate }) => candidate.id).join());
    expect(about).toEqual(['', 'c', '', 'b', '', 'a']);
  });
});
