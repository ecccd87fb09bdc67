import { afterAll, expect, it } from 'vitest';

import type { Target } from '../../src/attack/cheat.ts';
import { corpus } from '../../src/attack/corpus.ts';
import { readSpecModule } from '../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { loadSpec } from '../../src/realities/function/loading/load-spec.ts';
import { example, inWords, priced, right } from '../engine/priced.ts';

const { problem } = await loadSpec(example('numbers/median3.sluice.json'), readSpecModule);
const target: Target = { problem, isHeldOut: true };
const cheats = corpus.flatMap((cheat) => cheat.sources(target));
const replies = cheats.map((source) => `\`\`\`ts\n${source}\`\`\`\n`);
const at = await priced([...replies, inWords(right)]);

const alone = await priced(replies);

afterAll(async () => {
  await at.close();
  await alone.close();
});

it('cheats in the corpus that end in a shortlist of a specification with held-out cases: 0', async () => {
  const budget = { candidates: 4 * replies.length, tokens: 1e7, seconds: 100 };
  const { shortlist, counts } = await at.solve({ budget });
  // Some did pass all that is visible, such as the table of it: what is held out told them apart.
  expect(counts.survived).toBeGreaterThan(2);
  expect(shortlist.map(({ source }) => source)).toEqual([expect.stringContaining(right)]);
});

it('cheats that get no held-out case right are not shortlisted where nothing else survives either', async () => {
  const budget = { candidates: 2 * replies.length, tokens: 1e7, seconds: 100 };
  const { status, shortlist, counts, closest } = await alone.solve({ budget });
  expect(counts.survived).toBeGreaterThan(0);
  expect({ status, shortlist }).toEqual({ status: 'exhausted', shortlist: [] });
  expect(closest).toMatchObject({ stage: 'heldOut', passed: 0 });
});
