import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { grammarModel } from '../../../../../src/adapters/models/grammar/model.ts';
import type { Draft } from '../../../../../src/domain/candidate.ts';
import type { FileProblem } from '../../../../../src/domain/problem.ts';
import { splitAtRegions } from '../../../../../src/domain/region.ts';
import type { Parent } from '../../../../../src/ports/model.ts';
import { candidateOf } from '../../../../../src/testing/reality-contract.ts';

const never = new AbortController().signal;

const initial = `size = 26
# EVOLVE-START
a = 0.5 * 3
b = max(a, 2) + 1
c = a - b
# EVOLVE-END
print(c, size)
`;

const problem: FileProblem = {
  kind: 'file',
  intent: 'Anything.',
  path: 'it.py',
  initial,
  region: 'EVOLVE',
  judgement: { by: 'score', direction: 'maximise' },
};

const parentOf = (source: string): Parent => ({
  candidate: candidateOf(source),
  scores: [1],
  feedback: '',
});

async function draftsOf(
  of: FileProblem,
  parents: readonly Parent[],
  count: number,
  seed = 1,
  step = 1,
): Promise<Draft[]> {
  const session = await grammarModel.open(of, { seed, workers: 1 });
  const events = await Array.fromAsync(
    session.propose({ step, asks: [{ island: 0, parents, count }] }, never),
  );
  return events.flatMap((event) => (event.kind === 'draft' ? [event.draft] : []));
}

const sourcesWith = async (seed: number): Promise<string[]> =>
  (await draftsOf(problem, [], 50, seed)).map(({ source }) => source);

describe('the grammar model on a file', () => {
  it('begins with the file as it is', async () => {
    const [first] = await draftsOf(problem, [], 3, 1, 0);
    expect(first).toMatchObject({ source: initial, strategy: 'initial' });
  });

  it('changes nothing outside the region, and something inside', async () => {
    const drafts = await draftsOf(problem, [parentOf(initial)], 300);
    const frame = splitAtRegions(initial, 'EVOLVE')!;
    for (const { source } of drafts) {
      const own = splitAtRegions(source, 'EVOLVE')!;
      expect(own.fixed).toEqual(frame.fixed);
    }
    const changed = drafts.filter(({ source }) => source !== initial);
    expect(changed.length).toBeGreaterThan(290);
  });

  it('varies every region where there are several, and nothing between them', async () => {
    const several = `${initial}a = 3\n# EVOLVE-START\nb = 4\n# EVOLVE-END\n`;
    const frame = splitAtRegions(several, 'EVOLVE')!;
    const drafts = await draftsOf({ ...problem, initial: several }, [parentOf(several)], 300);
    const changed = new Set<number>();
    for (const { source } of drafts) {
      const own = splitAtRegions(source, 'EVOLVE')!;
      expect(own.fixed).toEqual(frame.fixed);
      for (const [at, part] of own.open.entries()) if (part !== frame.open[at]) changed.add(at);
    }
    expect([...changed].toSorted((left, right) => left - right)).toEqual([0, 1]);
  });

  it('tries numbers, lines, operators and crosses, and says which', async () => {
    const mate = initial.replace('0.5', '0.25').replace('a - b', 'a - 2 * b');
    const drafts = await draftsOf(problem, [parentOf(initial), parentOf(mate)], 400);
    expect(new Set(drafts.map(({ strategy }) => strategy))).toEqual(
      new Set(['numbers', 'lines', 'operators', 'cross']),
    );
    const crossed = drafts.filter(({ strategy }) => strategy === 'cross');
    expect(crossed.every(({ parents }) => parents.length === 2)).toBe(true);
    const both = new Set([...initial.split('\n'), ...mate.split('\n')]);
    expect(crossed.every(({ source }) => source.split('\n').every((line) => both.has(line)))).toBe(
      true,
    );
  });

  it('proposes the same again with the same seed, and something else with another', async () => {
    expect(await sourcesWith(4)).toEqual(await sourcesWith(4));
    expect(await sourcesWith(4)).not.toEqual(await sourcesWith(5));
  });

  it('answers any text in any language, one proposal a wish', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (text, other) => {
        const { region: _, ...whole } = { ...problem, initial: text };
        const drafts = await draftsOf(whole, [parentOf(text), parentOf(other)], 20);
        expect(drafts.length).toBe(20);
      }),
    );
  });
});
