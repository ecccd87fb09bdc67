import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const source = (path: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../../../../src/adapters/${path}`, import.meta.url)));

it('a process that only waits for the next attempt lives on', () => {
  const script = `
    import { wait } from ${source('models/endpoint/wait.ts')};
    import { systemClock } from ${source('system/clock.ts')};
    await wait(20, systemClock, new AbortController().signal);
    console.log('waited');`;
  const ran = execFileSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect(String(ran)).toBe('waited\n');
});
