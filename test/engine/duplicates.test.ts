import { afterAll, expect, it } from 'vitest';

import { inWords, priced } from './priced.ts';

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
});
