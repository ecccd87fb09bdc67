import { describe, expect, it } from 'vitest';

import { clarify, type Doubt } from '../../src/intent/clarify.ts';
import { inShares } from '../../src/intent/meaning.ts';

/** Two meanings that differ on the first two inputs alike, and a third on the last alone. */
const doubt: Doubt = {
  signature: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  inputs: [[10], [200], [3000]],
  meanings: inShares([
    { answers: [1, 1, 1], share: 2, readings: [0] },
    { answers: [2, 2, 1], share: 2, readings: [1] },
    { answers: [1, 1, 7], share: 2, readings: [2] },
  ]),
  means: ['low', 'high', 'odd'],
};

const answering = async (...replies: (string | undefined)[]) => {
  const asked: (readonly unknown[])[] = [];
  const clarified = await clarify(doubt, ({ args, complaint }) => {
    if (complaint === undefined) asked.push(args);
    return Promise.resolve(replies.shift());
  });
  return { ...clarified, asked };
};

describe('a person who is asked', () => {
  it('decides by the letter of a choice, which the meanings behind it explain', async () => {
    const { decided, meanings, unclear, asked } = await answering('b');
    expect(asked).toEqual([[10]]);
    expect(decided).toEqual([{ args: [10], result: 2 }]);
    expect(meanings.map(({ readings }) => readings)).toEqual([[1]]);
    expect(unclear[0]).toMatchObject({
      answer: 2,
      choices: [
        { result: 1, means: ['low', 'odd'] },
        { result: 2, means: ['high'] },
      ],
    });
  });

  it('who does not mind is not asked what tells the same apart', async () => {
    const { decided, indifferent, asked } = await answering('', '');
    expect(asked).toEqual([[10], [3000]]);
    expect([decided, indifferent]).toEqual([[], [[10], [3000]]]);
  });

  it('who wants what nobody thought of leaves no meaning', async () => {
    const { meanings, decided } = await answering('5');
    expect([meanings, decided]).toEqual([[], [{ args: [10], result: 5 }]]);
  });

  it('who goes away leaves what is open to be answered at once', async () => {
    const { decided, unclear } = await answering('zzz', undefined);
    expect(decided).toEqual([]);
    expect(unclear.map(({ args }) => args)).toEqual([[10], [3000]]);
  });
});
