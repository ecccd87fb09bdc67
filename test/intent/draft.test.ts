import { expect, it } from 'vitest';

import { Purse } from '../../src/domain/purse.ts';
import { noCost } from '../../src/domain/tally.ts';
import { draft, type DraftingPorts } from '../../src/intent/draft.ts';
import type { CompletionSource } from '../../src/ports/completions.ts';
import type { Model } from '../../src/ports/model.ts';
import { seededRandom } from '../../src/adapters/system/seeded-random.ts';

const head = { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' } as const;
const readings = (result: number): string =>
  JSON.stringify({ readings: [{ means: '', function: head, examples: [{ args: [1], result }] }] });

/** A model that gives these replies, a question after the other, and writes no program. */
function portsOf(replies: readonly (readonly string[])[]): DraftingPorts {
  const left = [...replies];
  const source: CompletionSource = {
    id: 'told',
    deterministic: true,
    isPriced: false,
    open: () =>
      Promise.resolve({
        complete: () => {
          const texts = left.shift()!.map((text) => ({ text, tokens: 1, costUsd: 0 }));
          return Promise.resolve({ texts, missing: [], cost: noCost, isSpent: false });
        },
        close: () => Promise.resolve(),
      }),
  };
  const model: Model = {
    id: 'told',
    deterministic: true,
    prolific: false,
    open: () =>
      Promise.resolve({
        propose: async function* () {},
        checkpoint: () => Promise.resolve(null),
        close: () => Promise.resolve(),
      }),
  };
  return {
    drafters: [{ source, model }],
    allowance: new Purse({}),
    seed: 1,
    readSpec: (document) => {
      const { examples } = document as { examples: readonly { args: number[]; result: number }[] };
      return { kind: 'sound', examples, heldOut: [] };
    },
    inputsNear: () => [],
    sandbox: {
      run: () => {
        throw new Error('there is no program to be run');
      },
      close: () => Promise.resolve(),
    } as unknown as DraftingPorts['sandbox'],
    random: seededRandom('draft'),
  };
}

it('what models got wrong before a person said what is meant is told as well', async () => {
  const ports = portsOf([
    [readings(2), 'Sure, I can help!', 'No idea.'],
    [readings(9), ''],
  ]);
  const never = new AbortController().signal;
  const { drafted } = await draft(
    'words',
    ports,
    () => [{ args: [1], result: 9 }],
    undefined,
    never,
    undefined,
  );
  expect(drafted.refused).toEqual({ 'no JSON': 2, 'an empty reply': 1 });
});
