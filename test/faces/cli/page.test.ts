import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { commands } from '../../../src/faces/cli/cli.ts';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

test('docs/cli.md has a row for every command, and names every option with the commands it is of', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  expect(commands.length).toBeGreaterThan(5);
  for (const { name, options } of commands) {
    expect(rows.some((row) => row.startsWith(`| \`sluice ${name}`))).toBe(true);
    for (const option of Object.keys(options)) {
      const described = rows.filter(
        (row) => row.startsWith('| `--') && row.includes(`\`--${option}`),
      );
      expect(described.map((row) => row.split('|')[2]).join()).toContain(name);
    }
  }
});
