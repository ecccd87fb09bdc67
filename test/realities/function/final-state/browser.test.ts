import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPage, chromiumPath } from './browser.ts';
import {
  fixtures,
  hostileFixture,
  medianFixture,
  misbehavingFixture,
  render,
  type Fixture,
} from './fixture.ts';

describe.skipIf(chromiumPath === undefined)('the page, opened from disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-final-state-'));
  let browser: BrowserPage;

  beforeAll(async () => {
    browser = await BrowserPage.open(chromiumPath!);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function show(fixture: Fixture, widthPx?: number): Promise<void> {
    const file = join(folder, 'page.html');
    writeFileSync(file, render(fixture));
    await browser.goto(pathToFileURL(file).href, widthPx);
  }

  const packing = fixtures.packing();
  const texts = (selector: string) =>
    browser.evaluate<string[]>(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((found) => found.textContent)`,
    );
  const type = (selector: string, value: string) =>
    browser.evaluate(`(() => {
      const field = document.querySelector(${JSON.stringify(selector)});
      field.value = ${JSON.stringify(value)};
      field.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
  const click = (selector: string) =>
    browser.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  const results = (expected: readonly string[]) =>
    browser.until(
      `[...document.querySelectorAll('.results output')].map((one) => one.textContent).join('|') === ${JSON.stringify(expected.join('|'))}`,
    );

  it.each(Object.entries(fixtures))(
    'complains of nothing and fits any width: %s',
    async (_, make) => {
      for (const widthPx of [1440, 1024, 390, 320]) {
        await show(make(), widthPx);
        const overflow = await browser.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow).toBe(0);
      }
      expect(browser.complaints).toEqual([]);
    },
  );

  it('runs the three on what is typed, and marks who differs', async () => {
    await show(medianFixture(5));
    await results(['2', '2', '2']);
    expect(await texts('[data-expected]')).toEqual(['The example says 2.']);
    await type('[data-field="0"]', '2');
    await type('[data-field="2"]', '5');
    await results(['2', '2', '5']);
    expect(await texts('.results .differs .rank')).toEqual(['3']);
    await type('[data-field="0"]', 'NaN');
    await type('[data-field="1"]', '[1');
    await browser.until(`document.querySelector('[data-field="1"][aria-invalid="true"]')`);
    expect(await texts('.results output')).toEqual(['2', '2', '5']);
    expect(browser.complaints).toEqual([]);
  });

  it('fills the inputs from a disagreement and from an example', async () => {
    await show(medianFixture(5));
    await click('#questions [data-fill]');
    await results(['1', '1', '2']);
    await click('.chips [data-fill]:nth-child(2)');
    await results(['7', '7', '7']);
  });

  it('finds an input on which they differ, and begins with it where there is no example', async () => {
    await show(medianFixture(5));
    await click('[data-differ]');
    await browser.until(`document.querySelector('.results .differs')`);
    await show({ ...packing, events: packing.events.filter(({ kind }) => kind !== 'shortlisted') });
    expect(await texts('#try')).toEqual([]);
    const events = packing.events.map((event) =>
      event.kind === 'shortlisted' ? { ...event, disagreements: [] } : event,
    );
    await show({ ...packing, events });
    await browser.until(`document.querySelectorAll('.results .differs').length === 3`);
    expect(browser.complaints).toEqual([]);
  });

  it('stops what loops, tells what throws, takes only values, and reaches no network', async () => {
    await show(misbehavingFixture());
    await results(['…', 'Error: no such case', 'object']);
    expect(await texts('.results .remark')).toEqual([
      expect.stringContaining('stopped after 1 s'),
      expect.stringContaining('threw'),
      expect.stringContaining('no value that can be compared'),
    ]);
    await type('[data-field="0"]', '-1');
    await results(['2', '2', 'TypeError: fetch is not a function']);
  });

  it('gives workers no network even where they find another way to it', async () => {
    await show(medianFixture(0));
    const refused = await browser.evaluate<string>(`new Promise((resolve) => {
      const script = 'fetch("http://127.0.0.1:9/").catch((error) => postMessage(String(error)))';
      const worker = new Worker(URL.createObjectURL(new Blob([script])));
      addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
      worker.onmessage = ({ data }) => resolve(data);
    })`);
    expect(refused).toMatch(/connect-src|Failed to fetch/);
    expect(browser.complaints.join()).toContain('Content Security Policy');
  });

  it('ranks anew when a weight is moved, and resets', async () => {
    await show(fixtures.packing());
    const before = await texts('.ranked pre');
    const first = '[data-weight="score"]';
    await type(first, '0');
    const after = await texts('.ranked pre');
    expect(after).toHaveLength(3);
    expect(after).not.toEqual(before);
    expect(await texts('[data-ranked-note]')).toEqual([
      expect.stringContaining('in the shortlist'),
    ]);
    await click('[data-reset]');
    expect(await texts('.ranked pre')).toEqual(before);
  });

  it('shows the code of a survivor that is pointed at', async () => {
    await show(medianFixture());
    await browser.evaluate(
      `document.querySelector('.spot').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))`,
    );
    expect((await texts('.picked pre'))[0]).toContain('export function median3');
  });

  it('writes the chosen answer into the line to copy', async () => {
    await show(medianFixture(0));
    expect(await browser.evaluate(`document.querySelector('#questions :checked')`)).toBeNull();
    await click('#questions [value="2"]');
    expect((await texts('.question .command code'))[0]).toBe(
      "sluice resume r7k2m9q4 --answer 'median3(1, 1, 2) => 2'",
    );
    await type('#questions [data-other]', '1.5');
    expect((await texts('.question .command code'))[0]).toContain('=> 1.5');
    await type('#questions [data-other]', '');
    expect((await texts('.question .command code'))[0]).toContain('=> YOUR_ANSWER');
  });

  it('is led by the keyboard, but not while someone types', async () => {
    await show(medianFixture(0));
    const press = (key: string) =>
      browser.evaluate(
        `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }))`,
      );
    await press('2');
    expect(await browser.evaluate('document.activeElement.id')).toBe('finalist-2');
    const theme = 'document.documentElement.dataset.theme';
    await press('d');
    const chosen = await browser.evaluate(theme);
    expect(['light', 'dark']).toContain(chosen);
    await press('t');
    await press('d');
    expect(await browser.evaluate(theme)).toBe(chosen);
  });

  it('runs nothing of hostile text', async () => {
    await show(hostileFixture(`</script><img src=x onerror="document.title='owned'">`));
    await browser.until(`document.querySelector('.results output')?.textContent !== '–'`);
    expect(await browser.evaluate('document.title')).not.toBe('owned');
    expect(await browser.evaluate(`document.querySelectorAll('img').length`)).toBe(0);
    expect(browser.complaints).toEqual([]);
  });
});
