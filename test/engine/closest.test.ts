import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { openEngine } from '../../src/index.ts';
import { inWords, priced } from './priced.ts';

const never = new AbortController().signal;
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

describe('a run of the grammar model whose examples follow no rule', () => {
  test.each([
    ['integer[]', [[1, 2], [3], [4, 4, 4]], [[17, 3], [99, 98, 97], [5]]],
    ['string', ['abc', 'de', 'f'], ['q9', '!', 'zz 7']],
  ])('says what came closest, be it far off: %s', async (type, given, wanted) => {
    const home = mkdtempSync(join(tmpdir(), 'sluice-closest-'));
    const path = join(home, 'odd.sluice.json');
    const specification = {
      intent: 'No rule.',
      function: {
        name: 'odd',
        params: [
          { name: 'x', type },
          { name: 'y', type: 'boolean' },
        ],
        returns: type,
      },
      examples: [...given, ...given].map((value, at) => ({
        args: [value, at < 3],
        // No function of the arguments: the second half asks for other results.
        result: at < 3 ? wanted[at % 3] : wanted[(at + 1) % 3],
      })),
    };
    writeFileSync(path, JSON.stringify(specification));
    const engine = await openEngine({ home });
    afterAll(async () => {
      await engine.close();
      rmSync(home, { recursive: true, force: true });
    });
    const options = { seed: 1, budget: { candidates: 2000 } };
    const { status, closest } = await engine.solve(path, options, () => undefined, never);
    expect(status).toBe('exhausted');
    expect(closest).toMatchObject({ stage: 'examples', verdict: 'failed', total: 6 });
    expect(closest?.source).toContain('export function odd');
  });
});
