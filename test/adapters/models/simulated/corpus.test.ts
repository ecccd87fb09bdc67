import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { corpusReplies } from '../../../../src/adapters/models/simulated/corpus.ts';
import { seededRandom } from '../../../../src/adapters/system/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-corpus-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('gives every reply an integer of its own where a file has a place for it, by the seed alone', async () => {
  writeFileSync(join(folder, 'a.ts'), 'return {{integer}} + {{integer}};\n');
  const otherwise = { replies: () => Promise.reject(new Error('nobody else is asked')) };
  const repliesOf = async (seed: number): Promise<string[]> => {
    const source = corpusReplies(folder, 40, otherwise);
    const replies = await source.replies('', 100, seededRandom(seed));
    for (const { ends, text } of replies)
      expect([ends.length, ends.at(-1)]).toEqual([40, text.length]);
    return replies.map(({ text }) => text);
  };
  const replies = await repliesOf(1);
  const pattern = /^```ts\nreturn (?<one>\d+) \+ (?<other>\d+);\n```\n/u;
  const numbers = replies.map((text) => pattern.exec(text)!.groups!);
  expect(numbers.every(({ one, other }) => one === other)).toBe(true);
  expect(new Set(numbers.map(({ one }) => one)).size).toBe(100);
  expect(await repliesOf(1)).toEqual(replies);
  expect(await repliesOf(2)).not.toEqual(replies);
});
