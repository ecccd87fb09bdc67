import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { hasBubblewrap } from '../../../../src/adapters/sandboxes/command/bubblewrap.ts';
import { commandSandbox } from '../../../../src/adapters/sandboxes/command/sandbox.ts';
import type { CommandOutcome, CommandTrial, Surroundings } from '../../../../src/ports/sandbox.ts';

// A folder of its own: others may be running commands at the same time.
const temporary = mkdtempSync(join(tmpdir(), 'sluice-test-'));
process.env['TMPDIR'] = temporary;
const sandbox = commandSandbox({ unconfined: true });
const never = new AbortController().signal;

afterAll(async () => {
  await sandbox.close();
  expect(readdirSync(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
});

const surroundings: Surroundings = {
  files: {},
  readable: [],
  network: false,
  memoryBytes: 2 ** 28,
  processesMost: 32,
  diskBytes: 2 ** 24,
};

function run(trial: Partial<CommandTrial>, signal = never): Promise<CommandOutcome> {
  return sandbox.run(
    {
      command: ['true'],
      surroundings,
      stdin: '',
      limitMs: 10_000,
      outputBytesMost: 1_000_000,
      ...trial,
    },
    signal,
  );
}

const shell = (script: string): Partial<CommandTrial> => ({ command: ['sh', '-c', script] });
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

describe('command sandbox', () => {
  it('gives files and standard input, and brings back output, code and artifact', async () => {
    const outcome = await run({
      ...shell('cat in.txt - > out.txt; echo said; echo warned >&2; exit 3'),
      surroundings: { ...surroundings, files: { 'in.txt': 'from a file, ' } },
      stdin: 'from a pipe',
      artifact: 'out.txt',
    });
    expect(outcome).toMatchObject({ kind: 'exited', code: 3, stderr: 'warned\n' });
    if (outcome.kind !== 'exited') return;
    expect(text(outcome.stdout)).toBe('said\n');
    expect(text(outcome.artifact)).toBe('from a file, from a pipe');
  });

  it('ends a command that loops, and its children with it', async () => {
    const outcome = await run({ ...shell('sleep 60 & while :; do :; done'), limitMs: 300 });
    expect(outcome).toMatchObject({ kind: 'timedOut', limitMs: 300 });
  });

  it('ends a command that floods its output', async () => {
    const outcome = await run({ ...shell('yes'), outputBytesMost: 10_000 });
    expect(outcome).toMatchObject({ kind: 'crashed', error: 'it wrote more than 10000 bytes' });
  });

  it('a command that does not start, or is killed, is a value', async () => {
    expect(await run(shell('kill -9 $$'))).toMatchObject({
      kind: expect.stringMatching('crashed|exited'),
    });
  });

  it('a program that is not installed is an error that names it, and no verdict', async () => {
    const missing = run({ command: ['no-such-program-anywhere'] });
    await expect(missing).rejects.toThrow(/no program `no-such-program-anywhere` on PATH/);
  });

  it('passes no environment on, and cleans up behind each trial', async () => {
    process.env['SLUICE_TEST_SECRET'] = 'canary';
    const outcome = await run(shell('env; pwd'));
    delete process.env['SLUICE_TEST_SECRET'];
    if (outcome.kind !== 'exited') throw new Error(outcome.kind);
    expect(text(outcome.stdout)).not.toContain('canary');
    const [folder] = readdirSync(temporary);
    expect(readdirSync(join(temporary, folder!))).toEqual([]);
  });

  it('stops with the signal, and says so by its reason', async () => {
    const control = new AbortController();
    const outcome = run(shell('sleep 60'), control.signal);
    control.abort(new Error('enough'));
    await expect(outcome).rejects.toThrow('enough');
  });

  it.runIf(hasBubblewrap())(
    'sees neither the network nor the disk where it is confined',
    async () => {
      const outcome = await run(
        shell(
          'ls /root /home /var 2>/dev/null | wc -l; cat /proc/net/dev | grep -vc "lo:"; touch /usr/x',
        ),
      );
      if (outcome.kind !== 'exited') throw new Error(outcome.kind);
      const [files] = text(outcome.stdout).split('\n');
      expect(Number(files)).toBe(0);
      expect(outcome.code).not.toBe(0);
      expect(existsSync('/usr/x')).toBe(false);
    },
  );
});
