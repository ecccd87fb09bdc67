import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import {
  climb,
  nominate,
  openTerms,
  Promotion,
  report,
  type Climb,
} from '../../src/gauntlet/climb.ts';
import type { Reality, Stage } from '../../src/ports/reality.ts';
import { bareReality } from '../fixtures/bare-reality.ts';

const stage = (name: string, more: Partial<Stage> = {}): Stage => ({
  name,
  audience: 'everyone',
  hard: true,
  selective: false,
  varies: false,
  ...more,
});

/** A world where a candidate's source is a number: how far it comes, and its score. */
function worldOf(stages: readonly Stage[], seen: string[] = []): Reality {
  return bareReality(stages, async function* judge(name, batch, _, fuelMost) {
    const difficulty = stages.findIndex((one) => one.name === name);
    for (const { id, source } of batch) {
      seen.push(`${name} ${id}${fuelMost === undefined ? '' : ` with ${fuelMost}`}`);
      const strength = Number(source);
      const base = { candidate: id, stage: name, wallMs: 0, total: 1 };
      yield await Promise.resolve<Evidence>(
        strength > difficulty
          ? { ...base, verdict: 'passed', passed: 1, scores: [-strength] }
          : { ...base, verdict: 'failed', passed: 0, feedback: 'too weak' },
      );
    }
  });
}

const candidate = (strength: number, index: number): Candidate => ({
  id: `c${index}`,
  source: String(strength),
  parents: [],
  strategy: 'test',
  tokens: 0,
  costUsd: 0,
  model: 'test',
  step: 0,
  island: 0,
});

const { signal } = new AbortController();

async function collect(climbs: AsyncIterable<Climb>): Promise<Climb[]> {
  const all: Climb[] = [];
  for await (const one of climbs) all.push(one);
  return all;
}

const scored = (score: number): Evidence => ({
  candidate: 'c',
  stage: 'small',
  verdict: 'passed',
  passed: 1,
  total: 1,
  wallMs: 0,
  scores: [score],
});

describe('the gauntlet', () => {
  test('a candidate ends at the first hard stage that it fails, and every one is answered once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 })), async (strengths) => {
        const stages = [stage('one'), stage('two'), stage('three')];
        const climbs = await collect(
          climb(strengths.map(candidate), worldOf(stages), openTerms, signal),
        );
        expect(climbs).toHaveLength(strengths.length);
        for (const { candidate: one, evidence, survived } of climbs) {
          const strength = Number(one.source);
          expect(evidence).toHaveLength(Math.min(3, strength + 1));
          expect(survived).toBe(strength >= 3);
        }
      }),
    );
  });

  test('a stage that is not hard only measures', async () => {
    const [only] = await collect(
      climb([candidate(0, 0)], worldOf([stage('timing', { hard: false })]), openTerms, signal),
    );
    expect(only).toMatchObject({ survived: true, evidence: [{ verdict: 'failed' }] });
  });

  test('a selective stage lets on only those that reach the bar learnt before', async () => {
    const promotion = new Promotion('minimise');
    for (let score = 1; score <= 100; score++) promotion.fold(scored(-score));
    const bars = promotion.bars();
    const seen: string[] = [];
    const reality = worldOf([stage('small', { selective: true }), stage('large')], seen);
    const climbs = await collect(
      climb([candidate(20, 0), candidate(99, 1)], reality, { ...openTerms, bars }, signal),
    );
    expect(climbs.map(({ candidate: { id }, survived }) => [id, survived])).toEqual([
      ['c0', false],
      ['c1', true],
    ]);
    expect(seen).toEqual(['small c0', 'small c1', 'large c1']);
  });

  test('each stage is told what its trials may spend, and entrants follow on everyone', async () => {
    const fuel = { for: (name: string) => [name === 'small' ? 12 : undefined] };
    const seen: string[] = [];
    const stages = [stage('small'), stage('entering', { audience: 'entrants' })];
    const reality = worldOf(stages, seen);
    const climbs = await collect(
      climb([candidate(1, 0), candidate(9, 1)], reality, { ...openTerms, fuel }, signal),
    );
    expect(seen).toEqual(['small c0 with 12', 'small c1 with 12', 'entering c0', 'entering c1']);
    expect(climbs.map(({ survived }) => survived)).toEqual([false, true]);
  });

  test('a snapshot of the bars is not moved by what is folded later', () => {
    const promotion = new Promotion('minimise');
    promotion.fold(scored(5));
    const before = promotion.bars();
    for (let index = 0; index < 300; index++) promotion.fold(scored(1));
    expect(before.promotes(scored(4))).toBe(true);
    expect(promotion.bars().promotes(scored(4))).toBe(false);
  });

  test('held-out stages are for nominees, and what only reports selects nobody', async () => {
    const reality = worldOf([
      stage('train'),
      stage('validate', { audience: 'nominees' }),
      stage('final', { audience: 'finalists' }),
    ]);
    const entries = [0, 1, 2].map(candidate).map((one) => ({ candidate: one, evidence: [] }));
    const nominated = await collect(nominate(entries, reality, signal));
    expect(nominated.filter(({ survived }) => survived).map(({ candidate: { id } }) => id)).toEqual(
      ['c2'],
    );
    const reported = await collect(report(nominated, reality, signal));
    expect(reported.every(({ survived }) => survived)).toBe(true);
    expect(reported[0]?.evidence.map((one) => one.stage)).toEqual(['validate', 'final']);
  });
});
