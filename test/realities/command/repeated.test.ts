import { afterAll, describe, expect, it } from 'vitest';

import { commandSandbox } from '../../../src/adapters/sandboxes/command/sandbox.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { intervalOf, scoreOf } from '../../../src/domain/score.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { loadCommand } from '../../../src/realities/command/load-command.ts';
import { openCommandReality } from '../../../src/realities/command/reality.ts';
import { isUnsteady, takenAgain } from '../../../src/realities/command/repeated.ts';
import { stepsOf, type Step, type Take } from '../../../src/realities/command/steps.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';

const sandbox = commandSandbox({ unconfined: true });
const opened: Reality[] = [];

afterAll(async () => {
  for (const reality of opened) await reality.close();
  await sandbox.close();
});

const never = new AbortController().signal;

const loaded = (initial: string, further: object = {}) =>
  loadCommand(
    {
      intent: 'A large number.',
      file: { path: 'say.sh', initial },
      run: { command: ['sh', 'say.sh'] },
      judge: {
        command: ['sh', '-c', 'read n && echo "{\\"value\\": $n}"'],
        score: 'json:value',
        direction: 'maximise',
      },
      ...further,
    },
    '/anywhere/say.sluice.json',
    '',
  );

const scored = (score: number): Evidence => ({
  candidate: 'c',
  stage: 'judge',
  wallMs: 1,
  verdict: 'passed',
  passed: 1,
  total: 1,
  scores: [score],
});

const failed: Evidence = {
  candidate: 'c',
  stage: 'judge',
  wallMs: 1,
  verdict: 'failed',
  passed: 0,
  total: 1,
  feedback: 'no',
};

/** The steps of a judge whose measurements come to these, in this order; how many were taken. */
async function measuring(all: readonly Evidence[]) {
  let taken = 0;
  const measure: Take = () => Promise.resolve(all[taken++]!);
  const steps = stepsOf(loaded('echo 1\n'), sandbox).map((step): Step => {
    return step.measure === undefined ? step : { ...step, take: measure, measure };
  });
  const initial = candidateOf('echo 1\n');
  const once = () => measure(initial, never);
  const settled = (await isUnsteady(await once(), once)) ? takenAgain(steps) : steps;
  const take = (name: string) =>
    settled.find(({ stage }) => stage.name === name)!.take(initial, never);
  return { names: settled.map(({ stage }) => stage.name), take, taken: () => taken };
}

describe('a score that varies', () => {
  it('is the mean of two measurements for everyone, of three fresh ones for nominees', async () => {
    const { names, take } = await measuring([1, 2, 3, 5, 5, 6, 7].map(scored));
    expect(names).toEqual(['run', 'judge', 'validate']);
    expect(await take('judge')).toMatchObject({ measurements: [3, 5], scores: [4], wallMs: 2 });
    const nominated = await take('validate');
    expect(nominated).toMatchObject({ stage: 'validate', measurements: [5, 6, 7] });
    expect(scoreOf(nominated)).toBe(6);
    const [low, high] = intervalOf(nominated)!;
    expect([low, high].map((bound) => bound.toFixed(2))).toEqual(['3.52', '8.48']);
  });

  it('does not count for whoever fails when it is taken again', async () => {
    const { take } = await measuring([scored(1), scored(2), scored(3), failed]);
    expect(await take('judge')).toEqual(failed);
  });

  it('is found out also where the file passes but once', async () => {
    expect((await measuring([scored(1), failed])).names).toContain('validate');
    expect((await measuring([failed, scored(1)])).names).not.toContain('validate');
  });

  it('costs a candidate nothing more where it does not vary', async () => {
    const { names, take, taken } = await measuring([scored(1), scored(1), scored(8)]);
    expect(names).toEqual(['run', 'judge']);
    expect(await take('judge')).toEqual(scored(8));
    expect(taken()).toBe(3);
  });

  it('comes of running the candidate anew, not of judging the same artifact twice', async () => {
    const source = 'date +1%N\n';
    const reality = await openCommandReality({
      spec: loaded(source),
      sandbox: commandSandbox({ unconfined: true }),
      workers: 1,
    });
    opened.push(reality);
    expect(reality.remarks).toEqual([expect.stringContaining('varies from run to run')]);
    expect(reality.stages.map(({ name, audience, varies }) => [name, audience, varies])).toEqual([
      ['run', 'everyone', false],
      ['judge', 'everyone', true],
      ['validate', 'nominees', true],
    ]);
    const [seen] = await Array.fromAsync(reality.judge('judge', [candidateOf(source)], never));
    const { measurements = [] } = seen as { measurements?: readonly number[] };
    expect(new Set(measurements).size).toBe(2);
  });
});
