import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');

/** The rows of the table of promises: what is promised, and what holds it. */
const rows = text
  .split('\n## ')
  .find((section) => section.startsWith('What holds each promise'))!
  .split('\n')
  .filter(
    (line) => line.startsWith('| ') && !line.startsWith('| Promise') && !line.startsWith('| -'),
  )
  .map((line) => line.split(' | ').map((cell) => cell.trim()));

test('every promise of docs/security.md names what holds it', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const [promise, held = ''] of rows) {
    expect(`${promise}: ${held}`).toMatch(/: .*(?:`[\w/.-]+\.ts`|the same: )/);
  }
});

test('and every file that it names is there', () => {
  const named = [...text.matchAll(/`((?:test|src)\/[^`*]+)`/g)].map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(25);
  const missing = named.filter((path) => !existsSync(fileURLToPath(new URL(path, root))));
  expect(missing).toEqual([]);
});
