import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ggufModel, readGgufPath } from '../../../../src/adapters/models/gguf/gguf-model.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import { Purse } from '../../../../src/domain/purse.ts';
import type { Completions } from '../../../../src/ports/completions.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';
import { whyNot } from './runtime.ts';
import { writeTinyGguf } from './tiny-gguf.ts';

const never = new AbortController().signal;
const folder = temporaryFolder();
const tiny = join(folder, 'tiny.gguf');

const request = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello.' },
  ],
  samples: 1,
  seed: 1,
  outputTokensMost: 40,
} as const;

const hasTick = (text: string): boolean => text.includes('`');

const open = (path: string, purse = new Purse({})): Promise<Completions> =>
  ggufModel(`gguf:${path}`, path, { clock: systemClock }).open(purse);

describe('gguf:PATH', () => {
  it('is a file, from the folder that the command is run in', () => {
    expect(readGgufPath('gguf:models/a.gguf')).toBe(join(process.cwd(), 'models/a.gguf'));
    expect(readGgufPath('grammar')).toBeUndefined();
  });

  it('says what is wrong with a file that is none, or no model', async () => {
    await expect(open(join(folder, 'none.gguf'))).rejects.toThrow(/ENOENT.*Correct the path/u);
    const other = join(folder, 'other.gguf');
    for (const text of ['not at all', 'GGUF', 'GGUF and much more that is no header of one']) {
      writeFileSync(other, text);
      await expect(open(other)).rejects.toThrow('no GGUF file');
    }
  });
});

describe.skipIf(whyNot !== undefined)(`a file of weights ${whyNot ?? ''}`.trim(), () => {
  let completions: Completions;
  beforeAll(async () => {
    writeTinyGguf(tiny);
    completions = await open(tiny);
  }, 60_000);
  afterAll(() => completions.close());

  it('writes every sample that is asked for, alike for equal seeds and else not', async () => {
    const asked = { ...request, samples: 3 };
    const first = await completions.complete(asked, never);
    const again = await completions.complete(asked, never);
    const texts = first.texts.map(({ text }) => text);
    expect(texts.length).toBe(3);
    expect(new Set(texts).size).toBe(3);
    expect(again.texts.map(({ text }) => text)).toEqual(texts);
    const others = await completions.complete({ ...asked, seed: 100 }, never);
    expect(others.texts.map(({ text }) => text)).not.toEqual(texts);
  });

  it('reads a prompt once for all of its samples, and counts what it wrote', async () => {
    const messages = [
      { role: 'user', content: 'Another question, which is long enough.' },
    ] as const;
    const { texts, cost } = await completions.complete({ ...request, messages, samples: 4 }, never);
    const input = cost.inputTokens / 4;
    expect(cost.cachedTokens).toBeGreaterThan(2.5 * input);
    expect(cost.cachedTokens).toBeLessThan(3.5 * input);
    expect(cost.outputTokens).toBe(texts.reduce((sum, { tokens }) => sum + tokens, 0));
    expect(cost.outputTokens).toBeLessThanOrEqual(4 * request.outputTokensMost);
    expect(cost).toMatchObject({ requests: 4, dollars: 0 });
  });

  it('stops when it has written what was asked for', async () => {
    const asked = { ...request, outputTokensMost: 2000, samples: 2, seed: 7 };
    const { texts } = await completions.complete({ ...asked, isWhole: hasTick }, never);
    for (const { text, tokens } of texts) {
      expect(text).toContain('`');
      expect(tokens).toBeLessThan(2000);
    }
  });

  it('ends at once when it is aborted, and can be asked again', async () => {
    const controller = new AbortController();
    const isWhole = (): boolean => {
      controller.abort(new Error('enough'));
      return false;
    };
    const asked = { ...request, outputTokensMost: 3000, isWhole };
    const { texts, missing } = await completions.complete(asked, controller.signal);
    expect([texts, missing]).toEqual([[], [{ reason: 'cut off', samples: 1 }]]);
    expect((await completions.complete(request, never)).texts.length).toBe(1);
  });

  it('says of a prompt that it has no room for that it is too long', async () => {
    const messages = [{ role: 'user', content: 'x'.repeat(5000) }] as const;
    const { texts, missing } = await completions.complete({ ...request, messages }, never);
    expect(texts).toEqual([]);
    expect(missing[0]!.reason).toMatch(/^a prompt of 50\d\d tokens, where the model has room for/u);
  });

  it('says so of a file that was cut off', async () => {
    const cut = join(folder, 'cut.gguf');
    for (const bytes of [5000, 60_000]) {
      writeFileSync(cut, readFileSync(tiny).subarray(0, bytes));
      await expect(open(cut)).rejects.toThrow(/wanted a GGUF file of a language model/u);
    }
  });

  it('keeps to the tokens that may be spent', async () => {
    const poor = await open(tiny, new Purse({ tokens: 30 }));
    expect(await poor.complete(request, never)).toMatchObject({ isSpent: true, texts: [] });
    await poor.close();
  });
});

const real = process.env['SLUICE_GGUF'];

describe.skipIf(real === undefined)('a real model, by the path in SLUICE_GGUF', () => {
  it('writes words and counts their tokens', async () => {
    const completions = await open(real!);
    const messages = [{ role: 'user', content: 'Say hello in one short sentence.' }] as const;
    const { texts, cost } = await completions.complete({ ...request, messages }, never);
    await completions.close();
    expect(texts[0]!.text).toMatch(/[a-z]{3}/iu);
    expect(cost.outputTokens).toBeGreaterThan(0);
  });
});
