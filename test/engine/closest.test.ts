import { readFileSync } from 'node:fs';

import { afterAll, describe, expect, test } from 'vitest';

import { inWords, priced } from './priced.ts';

const budget = { candidates: 4, tokens: 1e6, seconds: 60 };

/** What a run comes to whose model has nothing but these replies. */
async function closestOf(...bodies: string[]) {
  const at = await priced(bodies.map(inWords));
  afterAll(() => at.close());
  const { status, closest, files } = await at.solve({ budget });
  expect(status).toBe('exhausted');
  const page = readFileSync(
    files.find((file) => file.endsWith('.html'))!,
    'utf8',
  );
  return { closest, page };
}

const endless = 'for (;;);';
const crashing = "throw new Error('no middle here');";

describe('where nothing survives, what came closest says why', () => {
  test('also where all time out', async () => {
    const { closest, page } = await closestOf(endless, 'for (;;) a++;');
    expect(closest).toMatchObject({ stage: 'examples', verdict: 'timedOut' });
    expect(closest?.note).toContain('over its limit of');
    expect(closest).not.toHaveProperty('passed');
    expect(page).toContain('over its limit of');
  });

  test('one whose text is no program says more than none', async () => {
    const { closest } = await closestOf('return (((;');
    expect(closest).toMatchObject({ stage: 'examples', verdict: 'rejected' });
    expect(closest?.note).toContain('does not parse');
  });

  test('an answer that is wrong comes closer than one that never comes', async () => {
    const { closest } = await closestOf(endless, 'return a * 1000;', 'for (;;) b++;');
    expect(closest).toMatchObject({ verdict: 'failed', total: expect.any(Number) as number });
  });

  test('one that throws is told with what it threw', async () => {
    const { closest } = await closestOf(crashing, endless);
    expect(closest?.note).toContain('no middle here');
  });
});
