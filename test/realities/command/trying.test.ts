import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { commandSandbox } from '../../../src/adapters/sandboxes/command/sandbox.ts';
import { systemClock } from '../../../src/adapters/system/clock.ts';
import { openEngine } from '../../../src/compose.ts';
import type { Progress } from '../../../src/domain/progress.ts';
import type { CommandTrial } from '../../../src/ports/sandbox.ts';
import { loadCommand } from '../../../src/realities/command/load-command.ts';
import { openCommandReality } from '../../../src/realities/command/reality.ts';
import { openSteps, type StepsOptions } from '../../../src/realities/command/trying.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-trying-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A script of the shell that prints this number, and a judge that takes it for the score. */
const document = (says: string, further: object = {}) => ({
  intent: 'A large number.',
  file: { path: 'say.sh', initial: `echo ${says}\n` },
  run: { command: ['sh', 'say.sh'], seconds: 20 },
  judge: {
    command: ['sh', '-c', 'read n && echo "{\\"value\\": $n}"'],
    score: 'json:value',
    direction: 'maximise',
    seconds: 10,
  },
  ...further,
});

/** Opens it, and answers what was run for that, and the names of the stages. */
async function opening(
  says: string,
  further: object,
  options: Pick<StepsOptions, 'trying' | 'varies' | 'signal'>,
) {
  const sandbox = commandSandbox({ unconfined: true });
  const ran: string[] = [];
  const spec = loadCommand(document(says, further), join(folder, 'say.sluice.json'), '');
  const watched = {
    confinement: sandbox.confinement,
    prepare: sandbox.prepare.bind(sandbox),
    close: sandbox.close.bind(sandbox),
    run: (trial: CommandTrial, signal: AbortSignal) => {
      ran.push(trial.command[1] === 'say.sh' ? 'run' : 'judge');
      return sandbox.run(trial, signal);
    },
  };
  try {
    const { steps, triedMs } = await openSteps({ spec, sandbox: watched, ...options });
    return { ran, names: steps.map(({ stage }) => stage.name), triedMs };
  } finally {
    await sandbox.close();
  }
}

/** What survivors are held against. */
async function heldAgainst(says: string, options: Pick<StepsOptions, 'trying' | 'varies'>) {
  const sandbox = commandSandbox({ unconfined: true });
  const spec = loadCommand(document(says), join(folder, 'say.sluice.json'), '');
  const reality = await openCommandReality({ spec, sandbox, workers: 1, ...options });
  try {
    return await reality.references(true, new AbortController().signal);
  } finally {
    await reality.close();
  }
}

const begins = { trying: { clock: systemClock, tell: () => undefined } };

describe('before a run begins, the file as it is', () => {
  test('is what survivors are held against, where it has a score; also when a run goes on', async () => {
    const asItIs = { name: 'say.sh as it is', kind: 'initial', score: { train: 3 } };
    expect(await heldAgainst('3', begins)).toEqual([asItIs]);
    expect(await heldAgainst('3', { varies: false })).toEqual([asItIs]);
    expect(await heldAgainst('3; exit 1', begins)).toEqual([]);
  });

  test('is run twice where it is to be found out whether its score varies', async () => {
    const { ran, names } = await opening('1', {}, begins);
    expect(ran).toEqual(['run', 'judge', 'run', 'judge']);
    expect(names).toEqual(['run', 'judge']);
    const unsteady = await opening('1$(date +%N)', {}, begins);
    expect(unsteady).toMatchObject({ ran, names: ['run', 'judge', 'validate'] });
  });

  test('is run once where the specification says whether it varies', async () => {
    const steady = await opening('1', { varies: false }, begins);
    expect(steady).toMatchObject({ ran: ['run', 'judge'], names: ['run', 'judge'] });
    const declared = await opening('1', { varies: true }, begins);
    expect(declared).toMatchObject({ ran: ['run', 'judge'], names: ['run', 'judge', 'validate'] });
  });

  test('makes one artifact for all that judge', async () => {
    const also = { heldOut: { command: ['sh', '-c', 'read n'] }, varies: false };
    expect((await opening('1', also, begins)).ran).toEqual(['run', 'judge', 'judge']);
  });

  test('is not run where a run goes on whose record tells whether scores vary', async () => {
    const known = await opening('1', {}, { varies: true });
    expect(known).toMatchObject({ ran: [], names: ['run', 'judge', 'validate'] });
    expect(await opening('1', {}, { varies: false })).toMatchObject({ ran: [] });
  });
});

describe('a run that has no time to try the file as it is', () => {
  test('is refused by its seconds, and told what would do', async () => {
    const trying = { ...begins.trying, mostMs: 300 };
    await expect(opening('$(sleep 15)', {}, { trying })).rejects.toMatchObject({
      fault: 'input',
      place: '--seconds 0.3',
      found: expect.stringContaining('had not been run and judged after 0.3 s') as string,
      mend: expect.stringMatching(/limits allow 30 s for that; --seconds 481 /u) as string,
    });
  });

  test('is told what one trial took, where that is known', async () => {
    const over = new AbortController();
    const ticks = [0, 100, 1600];
    const clock = {
      ...systemClock,
      monotonicMs: () => ticks.shift() ?? 1700,
      deadline: () => over.signal,
    };
    const told: string[] = [];
    const tell = (what: string): void => {
      told.push(what);
      if (what.includes('once more')) over.abort(new Error('over'));
    };
    const refused = opening('1', {}, { trying: { clock, mostMs: 1700, tell } });
    await expect(refused).rejects.toMatchObject({
      fault: 'input',
      place: '--seconds 1.7',
      found: 'say.sh as it is, which took 1.5 s to be run and judged once',
      mend: '--seconds 26 would hold a first step of 16 candidates.',
    });
    expect(told).toEqual([
      'running say.sh as it is',
      'running say.sh once more, to see whether its score varies',
    ]);
  });

  test('is refused as well where what is left would hold no trial', async () => {
    const ticks = [0, 0, 1500, 1500];
    const clock = { ...systemClock, monotonicMs: () => ticks.shift() ?? 1500 };
    const trying = { ...begins.trying, clock, mostMs: 2000 };
    await expect(opening('1', { varies: false }, { trying })).rejects.toMatchObject({
      place: '--seconds 2',
    });
  });
});

test('what is tried before the search is shown, and part of the seconds of a run', async () => {
  const path = join(folder, 'slow.sluice.json');
  const further = { varies: false };
  writeFileSync(path, JSON.stringify(document('$(sleep 1; echo 1)', further)));
  const engine = await openEngine({ home: join(folder, 'home') });
  const told: Progress[] = [];
  const options = { budget: { candidates: 1 }, seed: 1, unconfined: true, workers: 1 };
  const interrupt = new AbortController();
  const { elapsedMs, run } = await engine.solve(
    path,
    options,
    (progress) => {
      told.push(progress);
      if (progress.phase !== 'trying') interrupt.abort();
    },
    interrupt.signal,
  );
  expect(told[0]).toMatchObject({ phase: 'trying', trying: { what: 'running say.sh as it is' } });
  expect(told.find(({ phase }) => phase !== 'trying')!.elapsedMs).toBeGreaterThanOrEqual(1000);
  expect(elapsedMs).toBeGreaterThanOrEqual(1000);
  expect(engine.ledger.read(run)).toBeDefined();
  await engine.close();
});
