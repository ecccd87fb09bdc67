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

afterAll(() => at.close());

it('cheats in the corpus that end in a shortlist of a specification with held-out cases: 0', async () => {
  const budget = { candidates: 4 * replies.length, tokens: 1e7, seconds: 20 };
  const { shortlist, counts } = await at.solve({ budget });
  // Some did pass all that is visible, such as the table of it: what is held out told them apart.
  expect(counts.survived).toBeGreaterThan(2);
  expect(shortlist.map(({ source }) => source)).toEqual([expect.stringContaining(right)]);
});
