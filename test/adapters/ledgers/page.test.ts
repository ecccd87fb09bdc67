import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSqliteLedger } from '../../../src/adapters/ledgers/sqlite/ledger.ts';
import { headerOf } from './header.ts';
import { batchOf } from './numbered-batches.ts';

const page = readFileSync(new URL('../../../docs/ledger.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'sluice-page-'));
let database: DatabaseSync;

beforeAll(() => {
  const path = join(folder, 'ledger.sqlite');
  const ledger = openSqliteLedger(path);
  ledger.begin(headerOf('run'));
  for (let number = 0; number < 4; number++) ledger.append('run', batchOf(number));
  ledger.close();
  database = new DatabaseSync(path, { readOnly: true });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

describe('docs/ledger.md', () => {
  const queries = [...page.matchAll(/```sql\n(?<query>[^`]*)```/gu)].map(
    ({ groups }) => groups?.['query'] ?? '',
  );

  test.each(queries)('its questions are answered: %s', (query) => {
    expect(() => database.prepare(query).all()).not.toThrow();
  });

  test.each(['runs', 'candidates', 'evidence', 'events', 'picks', 'claims'])(
    'names every column of %s',
    (table) => {
      const section =
        page.split(new RegExp(`\\| \`${table}\` *\\|`, 'u'))[1]?.split('\n\n')[0] ?? '';
      const columns = database.prepare(`PRAGMA table_xinfo(${table})`).all();
      expect(columns.length).toBeGreaterThan(0);
      for (const { name } of columns) {
        const common =
          table !== 'picks' && (name === 'body' || name === 'sequence' || name === 'run');
        if (!common && name !== 'kind') expect(section).toContain(`\`${String(name)}\``);
      }
    },
  );
});
