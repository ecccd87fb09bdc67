import { expect, test } from 'vitest';

import { judge } from './judge.ts';
import { openSpec } from './open.ts';

const spec = `export default {
  intent: 'A text twice.',
  function: { name: 'twice', params: [{ name: 'text', type: 'string' }], returns: 'string' },
  examples: [{ args: ['ab'], result: 'abab' }],
  reference: (text: string) => text + text,
};`;

const returning = (body: string) => `export const twice = (text: string): string => ${body};`;
const large = returning("'<' + 'x'.repeat(4_000) + '>'");

test.each(['examples', 'reference'])(
  'a wrong result of any size leaves a few thousand letters in the evidence of %s',
  async (stage) => {
    const reality = await openSpec(spec);
    try {
      const [seen, small] = await judge(reality, stage, large, returning("text + '!'"));
      expect(JSON.stringify(seen).length).toBeLessThan(5000);
      expect(seen).toMatchObject({
        verdict: 'failed',
        feedback: expect.stringMatching(
          /returned "<x+ … \(2004 letters left out\) … x+>"; it should return "/u,
        ) as string,
      });
      expect(seen).not.toHaveProperty('counterexample');
      expect(small).toHaveProperty('counterexample.actual');
    } finally {
      await reality.close();
    }
  },
);
