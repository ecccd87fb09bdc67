import { expect, it } from 'vitest';

import { mostOf, tokensMostOf } from '../../../../src/adapters/models/endpoint/part.ts';
import { dollarsFor } from '../../../../src/adapters/models/endpoint/price.ts';
import { usageOf } from '../../../../src/adapters/models/endpoint/verdict.ts';

// Tokenizers that fall back on bytes make up to so many of these; a third of the letters is less.
const dense = ['你好世界', '🧮🧮', '{}[]()=>!', 'é'];

it.each(dense)('%s is set aside by its bytes, which no tokenizer makes more of', (content) => {
  expect(tokensMostOf(content)).toBe(new TextEncoder().encode(content).length);
  const part = { messages: [{ role: 'user' as const, content }], outputTokensMost: 9 };
  const { input, output } = mostOf({ ...part, samples: 2, seed: 1 });
  expect(input).toBeGreaterThanOrEqual(tokensMostOf(content));
  expect(output).toBe(18);
});

const answered = (text: string) => ({ kind: 'answered', texts: [text], usage: undefined }) as const;

it('an answer without a count costs its bytes, and never more than was set aside', () => {
  const most = { input: 5, output: 20, cached: 0 };
  expect(usageOf(answered('你好'), most)).toEqual({ ...most, output: 6 });
  expect(usageOf(answered('x'.repeat(99)), most)).toEqual(most);
});

it('sets aside the dearer price of input that a provider may keep', () => {
  const part = { messages: [], samples: 1, seed: 1, outputTokensMost: 0 };
  const most = mostOf({ ...part, messages: [{ role: 'user', content: 'abcd' }] });
  expect(dollarsFor(most, { input: 1e6, output: 0, keptInput: 2e6 })).toBe(2 * most.input);
  expect(dollarsFor(most, { input: 1e6, output: 0 })).toBe(most.input);
});
