import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { CommandSandbox } from '../../../src/ports/sandbox.ts';
import { openEngine, type Outcome } from '../../../src/index.ts';
import { loadCommand } from '../../../src/realities/command/load-command.ts';
import { openCommandReality } from '../../../src/realities/command/reality.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';

const document = {
  intent: 'The largest number up to 100.',
  file: { path: 'say.sh', initial: 'echo 1\n' },
  run: { command: ['sh', 'say.sh'] },
  judge: {
    command: ['sh', '-c', 'read n && [ "$n" -le 100 ] && echo "{\\"value\\": $n}"'],
    score: 'json:value',
    direction: 'maximise',
  },
  varies: false,
};

/** Trials that end when all the workers have one, and what was under way at most. */
function meeting(workers: number): {
  readonly sandbox: CommandSandbox;
  readonly most: () => number;
} {
  let waiting: (() => void)[] = [];
  let underWay = 0;
  let most = 0;
  const run: CommandSandbox['run'] = async () => {
    most = Math.max(most, ++underWay);
    const met = new Promise<void>((resolve) => waiting.push(resolve));
    if (waiting.length === workers) {
      for (const go of waiting) go();
      waiting = [];
    }
    await met;
    underWay--;
    return {
      kind: 'exited',
      code: 0,
      stdout: Buffer.from('{"value": 1}'),
      stderr: '',
      wallMs: 1,
    };
  };
  const sandbox = { confinement: 'full', prepare: async () => {}, run, close: async () => {} };
  return { sandbox: sandbox as CommandSandbox, most: () => most };
}

describe('trials of a batch', () => {
  it.each([1, 2, 5])(
    'run side by side on all %i workers, and never more of all steps',
    async (workers) => {
      const { sandbox, most } = meeting(workers);
      const spec = loadCommand(document, '/anywhere/say.sluice.json', '');
      const opening = meeting(1).sandbox;
      let isOpen = false;
      const reality = await openCommandReality({
        spec,
        workers,
        // What is tried before the search is tried one after the other.
        sandbox: { ...sandbox, run: (...asked) => (isOpen ? sandbox : opening).run(...asked) },
      });
      isOpen = true;
      const { signal } = new AbortController();
      const steps = ['a', 'b'].map((step) =>
        Array.from({ length: 10 }, (_, index) => candidateOf(`echo ${index} ${step}\n`)),
      );
      // Two steps under way at once share the workers.
      const seen = await Promise.all(
        steps.map((batch) => Array.fromAsync(reality.judge('run', batch, signal))),
      );
      expect(seen.map((each) => each.map(({ candidate }) => candidate))).toEqual(
        steps.map((batch) => batch.map(({ id }) => id)),
      );
      expect(most()).toBe(workers);
    },
  );
});

/** What must come out the same: all but times. */
const essence = ({ shortlist, counts, status }: Outcome): unknown => ({
  status,
  counts,
  finalists: shortlist.map(({ source, score }) => ({ source, score })),
});

describe('a run of a file judged by a command', () => {
  it('comes out the same with one worker, two and four', async () => {
    const engine = await openEngine({ home: join(temporaryFolder(), 'home') });
    const path = writtenSpec({
      ...document,
      file: { path: 'say.sh', initial: 'echo $((3 + 4))\n' },
    });
    const outcomes: Outcome[] = [];
    for (const workers of [1, 2, 4]) {
      const options = { seed: 5, budget: { candidates: 100 }, unconfined: true, workers };
      const { signal } = new AbortController();
      outcomes.push(await engine.solve(path, options, () => undefined, signal));
    }
    await engine.close();
    const [one, two, four] = outcomes.map(essence);
    expect(outcomes[0]!.counts).toMatchObject({ proposed: 100 });
    expect(outcomes[0]!.counts.survived).toBeGreaterThan(10);
    expect(two).toEqual(one);
    expect(four).toEqual(one);
  });
});
