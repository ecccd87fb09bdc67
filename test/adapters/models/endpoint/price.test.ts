import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readAddress } from '../../../../src/adapters/models/endpoint/address.ts';
import { readPrices } from '../../../../src/adapters/models/endpoint/price-file.ts';
import { dollarsFor } from '../../../../src/adapters/models/endpoint/price.ts';
import { Purse } from '../../../../src/domain/purse.ts';
import { endpointAt } from './served.ts';

const path = join(mkdtempSync(join(tmpdir(), 'sluice-prices-')), 'prices.json');

describe('prices', () => {
  it('are by the million tokens, and cached input may cost less', () => {
    const price = { input: 2, output: 10, cachedInput: 0.5 };
    expect(dollarsFor({ input: 1e6, output: 1e5, cached: 4e5 }, price)).toBeCloseTo(2.4);
    expect(dollarsFor({ input: 1e6, output: 0, cached: 4e5 }, { input: 2, output: 1 })).toBe(2);
  });

  it('are read from a file that need not be there', () => {
    expect(readPrices(path)).toEqual({});
    writeFileSync(path, '{"fast": {"input": 0.1, "output": 0.2}}');
    expect(readPrices(path)).toEqual({ fast: { input: 0.1, output: 0.2 } });
  });

  it.each(['{"fast": {"input": -1, "output": 0}}', '{"fast": 3}', '{'])(
    'that are wrong say so: %s',
    (text) => {
      writeFileSync(path, text);
      expect(() => readPrices(path)).toThrow(/prices\.json/u);
    },
  );

  it('that are there and cannot be read are not taken for none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-prices-'));
    expect(() => readPrices(folder)).toThrow('a file of prices that cannot be read');
    rmSync(folder, { recursive: true });
  });

  it('must be known where dollars are capped', async () => {
    const purse = new Purse({ dollars: 1 });
    await expect(endpointAt('https://models.example/v1').open(purse)).rejects.toThrow('no price');
  });
});

describe('an address', () => {
  it.each([
    ['http://127.0.0.1:8080/v1#a/b:free', 'http://127.0.0.1:8080/v1/chat/completions', 'a/b:free'],
    ['https://host/v1/#m', 'https://host/v1/chat/completions', 'm'],
    ['https://host/v1/chat/completions#m', 'https://host/v1/chat/completions', 'm'],
    [
      'groq/openai/gpt-oss-20b',
      'https://api.groq.com/openai/v1/chat/completions',
      'openai/gpt-oss-20b',
    ],
  ])('%s is %s with the model %s', (id, url, model) => {
    expect(readAddress(id)).toMatchObject({ model });
    expect(readAddress(id)?.url.href).toBe(url);
  });

  it('is not every id', () => {
    expect(readAddress('grammar')).toBeUndefined();
    expect(readAddress('anthropic/claude-sonnet-5')).toBeUndefined();
  });

  it.each([
    'https://host/v1',
    'https://host/v1#',
    'https://u:secret@host/v1#m',
    'https://h?k=secret#m',
  ])('is refused without its secrets: %s', (id) => {
    expect(() => readAddress(id)).toThrow(/^(?!.*secret)/u);
  });
});
