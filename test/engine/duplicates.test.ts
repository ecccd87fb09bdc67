import { afterAll, expect, it } from 'vitest';

import { inWords, priced, right } from './priced.ts';

const bodies = ['x', 'sum', 'total_', 'S'].flatMap((name) =>
  ['', ' // the sum', '\n\n'].map((gap) => `const ${name} = a + b + c;${gap}\n  return ${name};`),
);
const at = await priced(bodies.map(inWords));

afterAll(() => at.close());

it('programs that differ in layout, comments and names of locals are judged once', async () => {
  const { counts } = await at.solve({ budget: { tokens: 60_000 } });
  expect(counts.proposed).toBeGreaterThan(bodies.length);
  expect(counts.run).toBe(1);
  expect(counts.duplicates).toBe(counts.proposed - 1);
  const { exact, normalised, behaviour } = counts.repeats!;
  expect([exact + normalised, behaviour]).toEqual([counts.duplicates, 0]);
  // The first of each text is no exact duplicate, and the very first none at all.
  expect(normalised).toBe(bodies.length - 1);
});

it('programs that only do the same are judged each, and counted', async () => {
  const ways = Array.from({ length: 12 }, (_, way) => `const none = ${way};\n  ${right}`);
  const other = await priced(ways.map(inWords));
  try {
    const { counts } = await other.solve({ budget: { tokens: 60_000 } });
    expect(counts.survived).toBeGreaterThan(1);
    expect(counts.repeats!.behaviour).toBe(counts.survived - 1);
    expect(counts.run + counts.duplicates).toBe(counts.proposed);
  } finally {
    await other.close();
  }
});
