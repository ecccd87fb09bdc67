import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openEngine } from '../../../src/index.ts';
import { largerSpec } from '../../fixtures/larger.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';
import { sluice } from './command-line.ts';

test('a final state without a page is opened by its text', async () => {
  const home = temporaryFolder();
  const engine = await openEngine({ home });
  const never = new AbortController().signal;
  const given = { budget: { candidates: 100 } };
  const { run } = await engine.solve(writtenSpec(largerSpec), given, () => undefined, never);
  // As a command's run has it: a candidate may be called as a page is.
  const files = ['README.md', '1-page.html'].map((name) => join(home, name));
  for (const file of files) writeFileSync(file, '');
  engine.ledger.append(run, [{ kind: 'presented', files }]);
  await engine.close();
  const { code, out } = await sluice(home, ['open', 'last'], { SLUICE_HOME: home });
  expect({ code, out }).toEqual({ code: 0, out: `${files[0]}\n` });
});
