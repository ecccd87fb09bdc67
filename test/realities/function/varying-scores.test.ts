import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Evidence } from '../../../src/domain/evidence.ts';
import { mean } from '../../../src/domain/mean-interval.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { openFile } from './open.ts';

const home = temporaryFolder();
const opened: Reality[] = [];

afterAll(async () => {
  for (const reality of opened) await reality.close();
});

const never = new AbortController().signal;
const near = candidateOf('export function guess(x: number): number { return x + 9; }');

interface Written {
  readonly noise: string;
  readonly further?: string;
  readonly instances?: readonly number[];
}

/** Opens a reality whose score is the distance from ten, and `noise`. */
async function judging({ noise, further = '', instances = [0, 1, 2, 3] }: Written) {
  const path = join(home, `ten-${opened.length}.sluice.ts`);
  writeFileSync(
    path,
    `let turn = 0;
    export default {
      intent: 'A number that is not far from ten.',
      function: { name: 'guess', params: [{ name: 'x', type: 'number' }], returns: 'number' },
      score: {
        direction: 'minimise',
        instances: () => ${JSON.stringify(instances)},
        evaluate: (candidate, x) => 10 * Math.abs(candidate(x) - 10) + ${noise},
        baselines: { far: () => 20 },
        ${further}
      },
    };`,
  );
  const reality = await openFile(path);
  opened.push(reality);
  const varying = reality.stages.filter(({ name, varies }) => varies && name !== 'timing');
  const judge = async (stage: string): Promise<Extract<Evidence, { verdict: 'passed' }>> => {
    const [seen] = await Array.fromAsync(reality.judge(stage, [near], never));
    if (seen?.verdict !== 'passed') throw new Error(`${stage}: ${JSON.stringify(seen)}`);
    return seen;
  };
  return { reality, varying: varying.map(({ name }) => name), judge };
}

/** Another score each time, whose turns tell how often it was taken. */
const turning = 'turn++ / 1e6';
const everyStage = ['train-1', 'train', 'validate', 'final'];

describe('a function whose score varies', () => {
  it.each(['Math.random() / 10', 'performance.now() / 1e9'])(
    'is found out by its baselines where it adds %s',
    async (noise) => {
      const { reality, varying } = await judging({ noise });
      expect(varying).toEqual(everyStage);
      expect(reality.remarks).toEqual([expect.stringContaining('varies from run to run')]);
    },
  );

  it('is the mean of two before it breeds, and of three fresh ones after that', async () => {
    const { judge } = await judging({ noise: turning });
    for (const [stage, times] of [
      ['train-1', 2],
      ['train', 2],
      ['validate', 3],
      ['final', 3],
    ] as const) {
      const { measurements = [], measures = {}, scores = [] } = await judge(stage);
      expect(new Set(measurements).size).toBe(times);
      expect(measures['score']).toBe(mean(measurements));
      expect(mean(scores)).toBeCloseTo(mean(measurements), 9);
    }
  });

  it('has an interval where there is but one instance', async () => {
    const { judge } = await judging({ noise: turning, instances: [1] });
    const { measures } = await judge('validate');
    expect(measures!['scoreLow']).toBeLessThan(measures!['score']!);
    expect(measures!['scoreHigh']).toBeGreaterThan(measures!['score']!);
  });

  it('takes what it is held against as often', async () => {
    const { reality } = await judging({ noise: turning, instances: [1] });
    const [far] = await reality.references(true, never);
    const [train, validate] = [far!.score.train!, far!.score.validate!];
    // Three turns to each split, the middle one of which is its mean: three apart.
    expect((validate - train) * 1e6).toBeCloseTo(3, 3);
  });

  it('may be declared or denied', async () => {
    expect((await judging({ noise: '0', further: 'varies: true,' })).varying).toEqual(everyStage);
    expect((await judging({ noise: turning, further: 'varies: false,' })).varying).toEqual([]);
  });

  it('costs nothing where it does not vary', async () => {
    const { varying, reality, judge } = await judging({ noise: '0' });
    expect([varying, reality.remarks]).toEqual([[], []]);
    expect((await judge('train')).measurements).toBeUndefined();
  });
});
