import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { priced } from './priced.ts';

const never = new AbortController().signal;

/** CONTRACT: "any TypeScript type for language models". */
const oldest = {
  intent: 'The name and the age of the oldest, or null where nobody is there.',
  function: {
    name: 'oldest',
    params: [{ name: 'people', type: '{ name: string; age?: number }[]' }],
    returns: '{ name: string; age: number } | null',
  },
  examples: [
    { args: [[{ name: 'Ada', age: 36 }, { name: 'Bob' }]], result: { age: 36, name: 'Ada' } },
    { args: [[]], result: null },
  ],
  heldOut: [{ args: [[{ name: 'Cy', age: 2 }]], result: { name: 'Cy', age: 2 } }],
};

const inWords = (body: string): string => `\`\`\`ts
export function oldest(people: { name: string; age?: number }[]): { name: string; age: number } | null {
  ${body}
}
\`\`\`
`;

const sorted = `const sorted = people.map(({ name, age = 0 }) => ({ name, age })).sort((a, b) => b.age - a.age);`;
const at = await priced(
  [
    'return null;',
    'return people[0] === undefined ? null : { name: people[0].name, age: 0 };',
    `${sorted} return sorted[0] ?? null;`,
  ].map(inWords),
);
afterAll(() => at.close());

test('a function of objects is judged by what its objects hold, and null is a value', async () => {
  const path = join(at.home, 'oldest.sluice.json');
  writeFileSync(path, JSON.stringify(oldest));
  const budget = { candidates: 6, tokens: 1e7 };
  const options = { models: [at.model], seed: 1, budget };
  const outcome = await at.engine.solve(path, options, () => undefined, never);
  expect(outcome.status).toBe('survived');
  expect(outcome.shortlist).toHaveLength(1);
  expect(outcome.shortlist[0]!.source).toContain(sorted);
});
