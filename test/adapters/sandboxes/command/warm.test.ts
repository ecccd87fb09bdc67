import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { hasBubblewrap } from '../../../../src/adapters/sandboxes/command/bubblewrap.ts';
import { commandSandbox } from '../../../../src/adapters/sandboxes/command/sandbox.ts';
import type { CommandOutcome, CommandTrial, Surroundings } from '../../../../src/ports/sandbox.ts';
import { hasPython } from './has-python.ts';

const sandbox = commandSandbox({ unconfined: true });
const never = new AbortController().signal;

afterAll(() => sandbox.close());

const surroundings: Surroundings = {
  files: { 'data.txt': 'given' },
  readable: [],
  network: false,
  memoryBytes: 2 ** 28,
  processesMost: 32,
  diskBytes: 2 ** 22,
};

const python = (
  source: string,
  trial: Partial<CommandTrial> = {},
  signal = never,
): Promise<CommandOutcome> =>
  sandbox.run(
    {
      command: ['python3', 'it.py', 'one', 'two'],
      surroundings,
      own: { path: 'it.py', content: source },
      stdin: '',
      limitMs: 10_000,
      outputBytesMost: 100_000,
      ...trial,
    },
    signal,
  );

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** What it printed; how it ended where it did not come to that. */
const printed = (outcome: CommandOutcome): string =>
  outcome.kind === 'exited' ? text(outcome.stdout) : outcome.kind;

describe.runIf(hasBubblewrap() && hasPython)('Python that is kept warm', () => {
  it('does what a fresh one does: arguments, files, input, output, code, artifact', async () => {
    const outcome = await python(
      [
        'import sys, os',
        'assert __name__ == "__main__" and sys.argv == ["it.py", "one", "two"]',
        'assert sys.path[0] == os.getcwd() == "/trial"',
        'print(open("data.txt").read(), sys.stdin.read())',
        'open("left.txt", "w").write("behind")',
        'print("warned", file=sys.stderr)',
        'sys.exit(3)',
      ].join('\n'),
      { stdin: 'said', artifact: 'left.txt' },
    );
    expect(outcome).toMatchObject({ kind: 'exited', code: 3, stderr: 'warned\n' });
    if (outcome.kind !== 'exited') return;
    expect([text(outcome.stdout), text(outcome.artifact)]).toEqual(['given said\n', 'behind']);
  });

  it('shows the trace of the script alone, of errors in its text too', async () => {
    const thrown = await python('def f():\n    return 1 / 0\nf()\n');
    expect(thrown.kind === 'exited' && thrown.stderr).toMatch(
      /^Traceback \(most recent call last\):\n {2}File "it.py", line 3, in <module>\n[^]*line 2, in f\n/,
    );
    expect(thrown.kind === 'exited' && thrown.stderr).not.toMatch(/<string>|host/);
    const broken = await python('x = (\n');
    expect(broken.kind === 'exited' && broken.stderr).toMatch(/^ {2}File "it.py", line 1\n/);
  });

  it('keeps nothing of one trial for the next, whatever it left', async () => {
    const leave = `
import builtins, json, os, random, subprocess, sys, threading
builtins.leaked = json.leaked = os.environ["LEAKED"] = "leaked"
random.seed(7)
for folder in ("/trial", "/tmp", "/dev/shm"):
    os.makedirs(folder + "/deep/er", exist_ok=True)
    open(folder + "/deep/er/leaked", "w").write("leaked")
    os.chmod(folder + "/deep", 0)
open("data.txt", "w").write("leaked")
subprocess.Popen(["sh", "-c", "while :; do sleep 0.1; echo leaked > /trial/leaked; done"])
threading.Thread(target=lambda: __import__("time").sleep(60), daemon=True).start()
print("left")
`;
    const look = `
import builtins, json, os
print(hasattr(builtins, "leaked"), hasattr(json, "leaked"), os.environ.get("LEAKED"))
print(open("data.txt").read(), sorted(os.listdir("/trial")), os.listdir("/tmp"), os.listdir("/dev/shm"))
print(len([pid for pid in os.listdir("/proc") if pid.isdigit()]))
`;
    const before = printed(await python(look));
    for (let round = 0; round < 3; round++) {
      expect(printed(await python(leave))).toBe('left\n');
      expect(printed(await python(look))).toBe(before);
    }
    expect(before).toContain("given ['data.txt', 'it.py'] [] []");
  });

  it('what is shown below /tmp stays where it is, and hides nothing that a trial left', async () => {
    const folder = mkdtempSync(join('/tmp', 'sluice-shown-'));
    // Where root runs this, commands are nobody.
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'data'), 'shown');
    const around = { ...surroundings, readable: [folder] };
    const began = 'open("/proc/1/stat").read().split()[21]';
    const read = `import os\nprint(open("${folder}/data").read(), os.listdir("/tmp"), ${began})`;
    const leave = 'open("/tmp/left", "w").write("x")';
    const seen: string[] = [];
    for (const source of [read, leave, read]) {
      seen.push(printed(await python(source, { surroundings: around })));
    }
    rmSync(folder, { recursive: true });
    expect(seen[2]).toBe(seen[0]);
    expect(seen[0]).toContain(`shown ['${basename(folder)}']`);
  });

  it('a trial cannot reach the process that runs trials', async () => {
    const attack = `
import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
seen = []
for host in (1, os.getppid()):
    for what in ("mem", "maps", "environ", *(f"fd/{number}" for number in range(9))):
        try:
            open(f"/proc/{host}/{what}", "rb+", buffering=0).read(1)
            seen.append(what)
        except OSError:
            pass
    if libc.ptrace(16, host, 0, 0) == 0:
        seen.append("ptrace")
print(seen, [fd for fd in os.listdir("/proc/self/fd") if int(fd) > 3])
`;
    expect(printed(await python(attack))).toBe('[] []\n');
  });

  it('a trial that kills or stops whoever runs it costs its neighbours nothing', async () => {
    for (const name of ['SIGKILL', 'SIGSTOP']) {
      const attack = `import os, signal\nos.kill(1, signal.${name})\nos.kill(os.getppid(), signal.${name})\nwhile True: pass`;
      expect((await python(attack, { limitMs: 500 })).kind).toMatch(/^(?:crashed|timedOut)$/);
      expect(printed(await python('print("well")'))).toBe('well\n');
    }
  });

  it('ends what overruns, floods or is killed, and says so', async () => {
    expect(await python('while True: pass', { limitMs: 300 })).toMatchObject({
      kind: 'timedOut',
      limitMs: 300,
    });
    expect(await python('while True: print("x" * 1000)')).toMatchObject({
      kind: 'crashed',
      error: 'it wrote more than 100000 bytes',
    });
    expect(await python('import os\nos.kill(os.getpid(), 11)')).toMatchObject({
      kind: 'crashed',
      error: 'it was ended by signal 11',
    });
    const bomb = await python('x = [0]\nwhile True: x += x');
    expect(bomb).toMatchObject({ kind: 'exited', code: 1 });
    expect(bomb.kind === 'exited' && bomb.stderr).toContain('MemoryError');
  });

  it('chance is new in every trial', async () => {
    const draws = await Promise.all(
      Array.from({ length: 6 }, () => python('import random\nprint(random.random())')),
    );
    expect(new Set(draws.map(printed)).size).toBe(6);
  });

  it('stops with the signal, and says so by its reason', async () => {
    const control = new AbortController();
    const outcome = python('while True: pass', {}, control.signal);
    setTimeout(() => control.abort(new Error('enough')), 200);
    await expect(outcome).rejects.toThrow('enough');
    expect(printed(await python('print("well")'))).toBe('well\n');
  });
});
