import { execFileSync } from 'node:child_process';

import { afterAll, describe, expect, it } from 'vitest';

import { hasBubblewrap } from '../../../../src/adapters/sandboxes/command/bubblewrap.ts';
import { commandSandbox } from '../../../../src/adapters/sandboxes/command/sandbox.ts';
import type { CommandOutcome, CommandTrial, Surroundings } from '../../../../src/ports/sandbox.ts';
import { hasPython } from './has-python.ts';

const sandbox = commandSandbox({ unconfined: true });
const never = new AbortController().signal;

afterAll(() => sandbox.close());

const surroundings: Surroundings = {
  files: {},
  readable: [],
  network: false,
  memoryBytes: 2 ** 28,
  processesMost: 32,
  diskBytes: 2 ** 22,
};

const trialOf = (content: string, further: Partial<CommandTrial> = {}): CommandTrial => ({
  command: ['python3', 'it.py'],
  surroundings,
  own: { path: 'it.py', content },
  stdin: '',
  limitMs: 10_000,
  outputBytesMost: 100_000,
  ...further,
});

const python = (source: string, further: Partial<CommandTrial> = {}): Promise<CommandOutcome> =>
  sandbox.run(trialOf(source, further), never);

/** What it printed; how it ended where it did not come to that. */
const printed = (outcome: CommandOutcome): string =>
  outcome.kind === 'exited'
    ? Buffer.from(outcome.stdout).toString() + outcome.stderr
    : JSON.stringify(outcome);

const said = async (source: string, further?: Partial<CommandTrial>): Promise<string> =>
  printed(await python(source, further));

describe.runIf(hasBubblewrap() && hasPython)('neighbours of a trial of Python', () => {
  it('nothing that the one before printed, read or left stands in the frames above it', async () => {
    const honest =
      'import sys\nsys.stdin.read()\nopen("best", "w").write("fi" + "le")\nprint("an" + "swer")';
    await python(honest, { artifact: 'best', stdin: 'given' });
    const thief = `
import gc, sys
needles = [bytes([97, 110, 115, 119, 101, 114]), bytes([103, 105, 118, 101, 110]), bytes([102, 105, 108, 101])]
found, seen = [], 0
def look(name, value):
    global seen
    seen += 1
    if isinstance(value, (bytes, bytearray, memoryview)):
        if bytes(value).strip() in needles:
            found.append(name)
frame = sys._getframe()
while frame is not None:
    for name, value in dict(frame.f_locals).items():
        if name not in ("needles", "value"):
            look(name, value)
            for inner in value if isinstance(value, (list, tuple)) else ():
                look(name, inner)
    frame = frame.f_back
print(found, seen > 20)
`;
    expect(await said(thief)).toBe('[] True\n');
  });

  it('nobody holds the pipes of whoever answers within reach', async () => {
    const thief = `
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
own, got, seen = os.getpid(), [], 0
for pid in (int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != own):
    seen += 1
    life = libc.syscall(434, pid, 0)
    for number in range(16):
        descriptor = libc.syscall(438, life, number, 0)
        if descriptor >= 0:
            got.append((pid, number, os.readlink(f"/proc/self/fd/{descriptor}")))
print(got, seen > 0)
`;
    expect(await said(thief)).toBe('[] True\n');
  });

  it('limits, niceness, processors and folders that a trial has changed are as they were for the next', async () => {
    const look = `
import os, resource
limits = [resource.getrlimit(limit) for name, limit in sorted(vars(resource).items()) if name.startswith("RLIMIT_")]
print(limits, os.nice(0), os.sched_getaffinity(0), os.sched_getscheduler(0), [oct(os.stat(place).st_mode) for place in ("/trial", "/tmp")])
`;
    const before = await said(look);
    const changes = [
      'resource.prlimit(pid, resource.RLIMIT_DATA, (60 << 20, 60 << 20))',
      'resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0)) and resource.prlimit(pid, resource.RLIMIT_STACK, (1 << 20, 1 << 20))',
      'os.setpriority(os.PRIO_PROCESS, pid, 19)',
      'os.sched_setaffinity(pid, {min(os.sched_getaffinity(0))})',
      'os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))',
      'os.chmod("/trial", 0o500)',
      'os.kill(pid, signal.SIGINT)',
    ];
    for (const change of changes) {
      const spoil = `
import os, resource, signal
for pid in (int(name) for name in os.listdir("/proc") if name.isdigit()):
    if pid != os.getpid():
        os.path.exists("it.py") and os.remove("it.py")
        ${change}
print("done")
`;
      await python(spoil);
      expect([change, await said(look)]).toEqual([change, before]);
    }
  });

  it('what a candidate imports is not imported for others, and prints for nobody else', async () => {
    const around = { ...surroundings, files: { 'greet.py': 'print("hello")\n' } };
    const look = 'import sys, time\ntime.sleep(0.3)\nprint("greet" in sys.modules)';
    const side = [1, 2, 3].map(() =>
      said('import greet, time\ntime.sleep(0.3)', { surroundings: around }),
    );
    expect(await Promise.all(side)).toEqual(['hello\n', 'hello\n', 'hello\n']);
    const others = [1, 2, 3].map(() => said(look, { surroundings: around }));
    expect(await Promise.all(others)).toEqual(['False\n', 'False\n', 'False\n']);
  });

  it('a module that prints when the first version imports it does so into no output', async () => {
    const around = { ...surroundings, files: { 'greet.py': 'print("hello")\n' } };
    await sandbox.prepare(trialOf('import greet\n', { surroundings: around }), never);
    expect(await said('import sys\nprint("greet" in sys.modules)', { surroundings: around })).toBe(
      'True\n',
    );
  });

  it('a module that ends its process ends the trial that imports it, and nothing else', async () => {
    const around = { ...surroundings, files: { 'die.py': 'import os\nos._exit(3)\n' } };
    expect(await python('import die', { surroundings: around })).toMatchObject({
      kind: 'exited',
      code: 3,
    });
    expect(await said('print("well")', { surroundings: around })).toBe('well\n');
  });

  it('what can no longer be got ready is the failure of the trial that met it', async () => {
    const around = {
      ...surroundings,
      files: { 'it.py': 'raise ValueError("no more")' },
      preload: ['it.py'],
    };
    const outcome = await python('print("well")', { surroundings: around });
    expect(outcome).toMatchObject({
      kind: 'crashed',
      error: expect.stringContaining('no more') as string,
    });
  });
});

const slowly = (): CommandTrial => {
  const files = { 'slow.py': 'import time\ntime.sleep(30)\n' };
  return trialOf('import slow\n', { surroundings: { ...surroundings, files } });
};

describe.runIf(hasBubblewrap() && hasPython)('a Python that is being started', () => {
  it('heeds the signal', async () => {
    const control = new AbortController();
    const ready = sandbox.prepare(slowly(), control.signal);
    control.abort(new Error('enough'));
    await expect(ready).rejects.toThrow('enough');
  });

  it('is gone when the sandbox has been closed', async () => {
    const own = commandSandbox({ unconfined: true });
    const trial = slowly();
    // Others may be running the same test.
    const processesMost = 100_000 + process.pid;
    const around = { ...trial.surroundings, processesMost };
    const ready = own.prepare({ ...trial, surroundings: around }, never);
    void ready.catch(() => undefined);
    const running = (): string =>
      execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes('bwrap') && line.includes(`ulimit -p ${processesMost}`))
        .join('\n');
    expect(running()).not.toBe('');
    await own.close();
    expect(running()).toBe('');
    await expect(ready).rejects.toThrow();
  });
});
