import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/domain/run.ts';
import { pageData } from '../../../../src/realities/function/final-state/fold.ts';
import {
  exhaustedFixture,
  fixtures,
  medianFixture,
  packingFixture,
  type Fixture,
} from './fixture.ts';

const fold = ({ header, events, extra }: Fixture) => pageData(header, events, extra);

describe('pageData', () => {
  it.each(Object.entries(fixtures))('is plain JSON: %s', (_, make) => {
    const data = fold(make());
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it('is a fold: the record cut anywhere makes a page too', () => {
    const { header, events, extra } = medianFixture(10);
    for (let length = 0; length <= events.length; length++) {
      const data = pageData(header, events.slice(0, length), extra);
      expect(data.status).toBe(length === events.length ? 'survived' : 'running');
    }
  });

  it('keeps at most 200 survivors, the finalists first and then a cluster each', () => {
    const data = fold(packingFixture(320));
    expect(data.survivors).toHaveLength(200);
    expect(data.survivorCount).toBe(320);
    const first = data.survivors.slice(0, 3).map(({ id }) => id);
    expect(new Set(first)).toEqual(new Set(data.finalists.map(({ id }) => id)));
    expect(new Set(data.survivors.slice(0, 60).map(({ cluster }) => cluster)).size).toBe(60);
  });

  it('counts nobody as a survivor who failed a hard stage', () => {
    const data = fold(exhaustedFixture());
    expect(data.survivorCount).toBe(0);
    expect(data.closest?.evidence).toEqual([
      { stage: 'examples', verdict: 'failed', passed: 6, total: 8, note: '2 of 8 were wrong' },
    ]);
    expect(data.closest?.why).toBe('Fell at examples, with 6 of 8 right.');
  });

  it('compares nominees by the same instances as everyone else', () => {
    const { header, events, extra } = packingFixture(12);
    const trained = events.flatMap((event) =>
      event.kind === 'evidence' &&
      event.evidence.stage === 'train' &&
      event.evidence.verdict === 'passed'
        ? [event.evidence]
        : [],
    );
    const data = pageData(header, events, extra);
    for (const { candidate, scores = [] } of trained) {
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      const survivor = data.survivors.find(({ id }) => id === candidate);
      expect(survivor?.measures['score']).toBeCloseTo(mean, 12);
    }
  });

  it('starts anew with an answer, which is an example from then on', () => {
    const { header, events, extra } = medianFixture(10);
    const answered: RunEvent = { kind: 'answered', example: { args: [1, 1, 2], result: 1 } };
    const data = pageData(header, [...events, answered], extra);
    expect(data.survivorCount).toBe(0);
    expect(data.finalists).toEqual([]);
    expect(data.status).toBe('running');
    expect(data.examples.at(-1)).toEqual({ args: ['1', '1', '2'], result: '1', isAnswer: true });
    expect(data.counts.run).toBe(0);
    expect(data.replay).toMatch(/ # without the answers you gave$/u);
  });

  it('lets be weighed only what tells survivors apart', () => {
    expect(fold(medianFixture()).objectives.map(({ name }) => name)).toEqual(['size', 'medianNs']);
    expect(fold(exhaustedFixture()).objectives).toEqual([]);
  });

  it('writes the line that starts the run again', () => {
    const { header, events, extra } = medianFixture(0);
    const strange = { ...header, specPath: "/tmp/it's here.json", budget: { candidates: 5000 } };
    expect(pageData(strange, events, extra).replay).toBe(
      `sluice solve '/tmp/it'\\''s here.json' --seed 1 --candidates 5000`,
    );
  });
});
