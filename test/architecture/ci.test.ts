import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sluice-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs what CI runs on a machine that has these programs, of which each only says no, and no more. */
function ciWith(name: string, programs: readonly string[]): string {
  const path = join(folder, name);
  mkdirSync(path);
  symlinkSync('/usr/bin/dirname', join(path, 'dirname'));
  for (const program of programs) {
    writeFileSync(join(path, program), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  }
  const script = join(import.meta.dirname, '../../.ci/run');
  const { status, stderr } = spawnSync('/bin/bash', [script], { env: { PATH: path } });
  expect(status).toBe(1);
  return stderr.toString();
}

test('CI does not pass where tests would be left out unnoticed', () => {
  expect(ciWith('bare', [])).toContain('CI needs: sqlite3 bubblewrap python3');
  expect(ciWith('walled', ['sqlite3', 'bwrap', 'python3'])).toContain(
    'CI needs: a bubblewrap that may make namespaces',
  );
});
