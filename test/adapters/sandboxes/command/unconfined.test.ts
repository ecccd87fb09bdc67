import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { commandSandbox } from '../../../../src/adapters/sandboxes/command/sandbox.ts';
import type { CommandOutcome, CommandSandbox } from '../../../../src/ports/sandbox.ts';
import { hasPython } from './has-python.ts';

const never = new AbortController().signal;
const path = process.env['PATH'];
let sandbox: CommandSandbox;

// Nothing is found on such a PATH, bubblewrap neither; other programs also where a system has them.
beforeAll(() => {
  process.env['PATH'] = '/nowhere';
  sandbox = commandSandbox({ unconfined: true });
});

afterAll(async () => {
  await sandbox.close();
  process.env['PATH'] = path;
});

function run(command: readonly string[], limitMs = 10_000): Promise<CommandOutcome> {
  return sandbox.run(
    {
      command,
      surroundings: {
        files: { 'folder/in.txt': 'given' },
        readable: [],
        network: false,
        memoryBytes: 2 ** 28,
        processesMost: 4096,
        diskBytes: 2 ** 22,
      },
      own: { path: 'it.py', content: 'print(open("folder/in.txt").read())' },
      stdin: '',
      artifact: 'out.txt',
      outputBytesMost: 100_000,
      limitMs,
    },
    never,
  );
}

describe('commands where nothing can confine them', () => {
  it('are refused unless a person has allowed it', () => {
    expect(() => commandSandbox({ unconfined: false })).toThrow(/no working bubblewrap/);
    expect(sandbox.confinement).toBe('process');
  });

  it('get their files, and hand their artifact back', async () => {
    const outcome = await run(['sh', '-c', 'tr a-z A-Z < folder/in.txt > out.txt; exit 2']);
    expect(outcome).toMatchObject({ kind: 'exited', code: 2 });
    expect(outcome.kind === 'exited' && Buffer.from(outcome.artifact ?? []).toString()).toBe(
      'GIVEN',
    );
  });

  it('end with their own process, whoever they leave behind with their pipes', async () => {
    const outcome = await run(['sh', '-c', 'setsid sleep 60 & echo $!'], 30_000);
    const left = outcome.kind === 'exited' ? Number(outcome.stdout.toString()) : 0;
    // It is still there: nobody has waited for it.
    expect(process.kill(left, 'SIGKILL')).toBe(true);
  });

  it('an artifact that was never written is none, an empty one is empty', async () => {
    const none = await run(['true']);
    expect('artifact' in none).toBe(false);
    const empty = await run(['sh', '-c', ': > out.txt']);
    expect(empty.kind === 'exited' && empty.artifact?.length).toBe(0);
  });

  it('are ended with their children when their time is up', async () => {
    const outcome = await run(['sh', '-c', 'sleep 60 & wait'], 300);
    expect(outcome).toMatchObject({ kind: 'timedOut', limitMs: 300 });
  });

  it.runIf(hasPython)('run Python anew each time', async () => {
    const outcome = await run(['python3', 'it.py']);
    expect(outcome.kind === 'exited' && Buffer.from(outcome.stdout).toString()).toBe('given\n');
  });
});
