import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { afterAll, describe, expect, it } from 'vitest';

import { hasBubblewrap } from '../../../../src/adapters/sandboxes/command/bubblewrap.ts';
import { commandSandbox } from '../../../../src/adapters/sandboxes/command/sandbox.ts';
import type { CommandOutcome, Surroundings } from '../../../../src/ports/sandbox.ts';
import { hasPython } from './has-python.ts';

const sandbox = commandSandbox({ unconfined: true });
const never = new AbortController().signal;

afterAll(() => sandbox.close());

const surroundings: Surroundings = {
  files: {},
  readable: [],
  network: false,
  memoryBytes: 2 ** 27,
  processesMost: 16,
  diskBytes: 2 ** 22,
};

async function shell(script: string, given: Partial<Surroundings> = {}): Promise<CommandOutcome> {
  const trial = { stdin: '', limitMs: 20_000, outputBytesMost: 100_000 };
  const around = { ...surroundings, ...given };
  return sandbox.run({ ...trial, command: ['sh', '-c', script], surroundings: around }, never);
}

/** What it printed; how it ended where it did not come to that. */
function printed(outcome: CommandOutcome): string {
  return outcome.kind === 'exited' ? Buffer.from(outcome.stdout).toString() : outcome.kind;
}

describe.runIf(hasBubblewrap())('limits on a confined command', () => {
  it('a bomb of processes is ended, and the machine with its neighbours goes on', async () => {
    const bomb = await shell('b() { sleep 9 & sleep 9 & b; }; b; wait; echo whole');
    expect(printed(bomb)).not.toContain('whole');
    expect(printed(await shell('echo well'))).toBe('well\n');
  });

  it('memory is limited, for one process and for all together', async () => {
    const alone = await shell(
      'awk \'BEGIN { for (;;) all[n++] = sprintf("%1000d", n) }\'; echo $?',
    );
    expect(printed(alone)).not.toBe('0\n');
    const eater =
      'awk \'BEGIN { while (n < 70000) all[n++] = sprintf("%1000d", n); system("sleep 9") }\'';
    const together = await shell(`${eater} & ${eater} & ${eater} & wait; echo whole`);
    expect(together).toMatchObject({
      kind: 'crashed',
      error: 'it used more than 128 MiB of memory',
    });
  });

  describe.runIf(hasPython).each([
    ['started for it', ['-c', 'exec(open("it.py").read())']],
    ['kept warm', ['it.py']],
  ])('memory is limited wherever it hides, in Python that is %s', (_, args) => {
    const python = (lines: readonly string[]): Promise<CommandOutcome> => {
      const trial = { stdin: '', limitMs: 20_000, outputBytesMost: 100_000, surroundings };
      const own = { path: 'it.py', content: lines.join('\n') };
      return sandbox.run({ ...trial, command: ['python3', ...args], own }, never);
    };
    const exceeded = { kind: 'crashed', error: 'it used more than 128 MiB of memory' };

    it('in pages that processes may share', async () => {
      const hidden = await python([
        'import mmap, time',
        'memory = mmap.mmap(-1, 200 << 20)',
        'for at in range(0, 200 << 20, 4096): memory[at] = 1',
        'time.sleep(9)',
      ]);
      expect(hidden).toMatchObject(exceeded);
    });

    it('below a thread that is not the first', async () => {
      const hidden = await python([
        'import os, threading, time',
        'def eat():',
        '    for _ in range(3):',
        '        if os.fork() == 0:',
        '            memory = b"x" * (60 << 20)',
        '            time.sleep(9)',
        '            os._exit(0)',
        '    time.sleep(9)',
        'eater = threading.Thread(target=eat)',
        'eater.start()',
        'eater.join()',
      ]);
      expect(hidden).toMatchObject(exceeded);
    });

    it('what several share is counted once', async () => {
      const shared = await python([
        'import mmap, os, time',
        'memory = mmap.mmap(-1, 40 << 20)',
        'for at in range(0, 40 << 20, 4096): memory[at] = 1',
        'children = []',
        'for _ in range(4):',
        '    child = os.fork()',
        '    if child == 0:',
        '        total = sum(memory[at] for at in range(0, 40 << 20, 4096))',
        '        time.sleep(1)',
        '        os._exit(0 if total == 10240 else 1)',
        '    children.append(child)',
        'print([os.waitpid(child, 0)[1] for child in children])',
      ]);
      expect(printed(shared)).toBe('[0, 0, 0, 0]\n');
    });
  });

  it('what it writes is limited, wherever it writes', async () => {
    for (const place of ['/trial/x', '/tmp/x', '/dev/shm/x']) {
      const outcome = await shell(`head -c 8000000 /dev/zero > ${place}; wc -c < ${place}`);
      expect(Number(printed(outcome))).toBeLessThanOrEqual(2 ** 22);
    }
    const elsewhere = await shell('touch /x /usr/x /etc/x /dev/x 2>&1 | grep -c Read-only');
    expect(printed(elsewhere)).toBe('4\n');
  });

  it('the network is there only where it was asked for', async () => {
    const server = createServer((socket) => socket.end('from outside\n'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const reach = `exec 2>/dev/null; bash -c 'cat < /dev/tcp/127.0.0.1/${port}' || echo nothing`;
    expect(printed(await shell(reach))).toBe('nothing\n');
    expect(printed(await shell(reach, { network: true }))).toBe('from outside\n');
    server.close();
  });

  it('no further namespaces, no capabilities', async () => {
    expect(printed(await shell('unshare -Ur true 2>/dev/null; echo $?'))).not.toBe('0\n');
    expect(printed(await shell('grep CapEff /proc/self/status'))).toMatch(/^CapEff:\s+0+\n$/);
  });

  it('folders that a person names may be read, and not written', async () => {
    const outcome = await shell(`ls ${import.meta.dirname}; touch ${import.meta.dirname}/x`, {
      readable: [import.meta.dirname],
    });
    expect(printed(outcome)).toContain('limits.test.ts');
    expect(outcome.kind === 'exited' && outcome.code).not.toBe(0);
  });
});
