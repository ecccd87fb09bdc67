import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import type { Engine, openEngine as OpenEngine, Outcome } from '../../src/index.ts';
import { atWorkIn, descendants, isAlive } from './processes.ts';

/** How often a run is killed. The full form is `SLUICE_KILLS=100`, of longer runs; see docs/ledger.md. */
const kills = Number(process.env['SLUICE_KILLS'] ?? 6);
const longer = kills >= 100 ? 4 : 1;
/** Many kills are told one by one, and are of what is shipped: every process of it starts sooner. */
const areMany = kills >= 10;
const chance = process.env['SLUICE_SEED'] ?? 'nothing lost';
const random = seededRandom(chance);

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const main = inProject(areMany ? 'dist/faces/cli/main.js' : 'src/faces/cli/main.ts');
const index = pathToFileURL(inProject(areMany ? 'dist/index.js' : 'src/index.ts')).href;
const { openEngine } = (await import(index)) as { readonly openEngine: typeof OpenEngine };

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'sluice-stress-'));

/** So many kills share a ledger: the whole of it is checked after each. */
const killsALedger = 10;
/** Where the ledger at hand lies. */
let home = join(folder, 'undisturbed');

const tell = (line: string): void => void (areMany && writeSync(2, `nothing lost: ${line}\n`));

const texts = {
  'middle.sluice.json': JSON.stringify({
    intent: 'The middle value of three numbers.',
    function: {
      name: 'middle',
      params: ['a', 'b', 'c'].map((name) => ({ name, type: 'number' })),
      returns: 'number',
    },
    examples: [
      { args: [1, 2, 3], result: 2 },
      { args: [9, 4, 7], result: 7 },
      { args: [5, 5, 1], result: 5 },
      { args: [-1, 8, 3], result: 3 },
      { args: [6, 2, 2], result: 2 },
    ],
    heldOut: [{ args: [0, 10, 4], result: 4 }],
  }),
  'root.sluice.ts': `export default {
    intent: 'A rule that comes near the square root.',
    function: { name: 'root', params: [{ name: 'x', type: 'number' }], returns: 'number' },
    score: {
      direction: 'minimise',
      instances: (split, seed) => Array.from({ length: 8 }, (_, k) => 1 + (seed % 97) / 10 + k * 3),
      evaluate: (candidate, x) => Math.abs(candidate(x) - Math.sqrt(x)),
      baselines: { itself: (x) => x },
    },
  };`,
};

/** Runs of every kind, short enough to be done again and again. */
const kinds = [
  { spec: 'middle.sluice.json', candidates: 60_000 * longer, isConfined: false },
  { spec: 'root.sluice.ts', candidates: 600 * longer, isConfined: false },
  { spec: 'root.sluice.ts', candidates: 600 * longer, isConfined: true },
];
type Kind = (typeof kinds)[number];

/** Rows come in batches a quarter of a second apart; a process takes about a second to start. */
const delayMsMost = 500;

/** How often it is seen how far a run is: each time takes from the processor that it needs. */
const pollMs = 40;

/** Who is killed: the run itself, one of the processes that judge for it, or all of them. */
const victims = ['parent', 'group', 'worker'] as const;

/**
 * Rows by table; what was on record stays what it was, save for the state of a checkpoint, which
 * the ledger keeps of the newest alone (`ports/ledger.ts`).
 */
type Rows = readonly { readonly sequence: number; readonly body: string }[];

const rowsOfRun = ['candidates', 'evidence', 'events']
  .map(
    (table) =>
      `SELECT sequence, json_remove(body, '$.state') AS body FROM ${table} WHERE run = :run`,
  )
  .join(' UNION ALL ');

function rowsOn(run: string): Rows {
  const statement = `${rowsOfRun} ORDER BY sequence`;
  return reading((file) => file.prepare(statement).all({ run })) as unknown as Rows;
}

function runsOnRecord(): string[] {
  return reading((file) => file.prepare('SELECT id FROM runs ORDER BY number').all()).map((row) =>
    String(row['id']),
  );
}

/** As any other program reads the ledger while a run is on: what it sees is acknowledged. */
function reading<Result>(read: (file: DatabaseSync) => Result): Result {
  const file = new DatabaseSync(join(home, 'ledger.sqlite'), { timeout: 5000 });
  try {
    return read(file);
  } finally {
    file.close();
  }
}

/** What an undisturbed run and one that was killed have in common. */
function essence({ status, shortlist, counts }: Outcome): unknown {
  return { status, counts, sources: shortlist.map(({ source }) => source) };
}

/** The command as a process that leads a group of its own. */
function start(args: readonly string[]): ChildProcess {
  const given = ['--disable-warning=ExperimentalWarning', main, ...args];
  // Whatever it starts works in the folder, by which it is found.
  const env = {
    PATH: process.env['PATH'],
    SLUICE_HOME: home,
    TMPDIR: folder,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  return spawn(process.execPath, given, { cwd: folder, env, detached: true, stdio: 'ignore' });
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Waits for a moment by chance: for so many rows more, and then for some milliseconds. */
async function aMoment(
  child: ChildProcess,
  find: () => string | undefined,
  rowsMost: number,
): Promise<void> {
  const rows = random.below(rowsMost);
  const delayMs = random.float() * delayMsMost;
  const before = rowCount(find());
  while (!isOver(child) && rowCount(find()) < before + rows) await wait(pollMs);
  await wait(delayMs);
}

function rowCount(run: string | undefined): number {
  if (run === undefined) return 0;
  const statement = `SELECT count(*) AS rows FROM (${rowsOfRun})`;
  return Number(reading((file) => file.prepare(statement).get({ run }))?.['rows']);
}

function kill(child: ChildProcess, victim: (typeof victims)[number]): void {
  const pid = child.pid!;
  if (victim === 'group') process.kill(-pid, 'SIGKILL');
  if (victim === 'parent') process.kill(pid, 'SIGKILL');
  if (victim !== 'worker') return;
  const judging = descendants(pid);
  if (judging.length > 0) process.kill(judging[random.below(judging.length)]!, 'SIGKILL');
}

async function ended(child: ChildProcess): Promise<void> {
  if (!isOver(child)) await new Promise((resolve) => child.once('close', resolve));
}

/** The processes of a killed run that are still there when they have had time to notice. */
async function leftBehind(known: readonly number[]): Promise<number[]> {
  const left = () => [...new Set([...known.filter(isAlive), ...atWorkIn(folder)])];
  for (let turn = 0; turn < 400 && left().length > 0; turn++) await wait(25);
  return left();
}

async function openedIn(name: string): Promise<Engine> {
  home = join(folder, name);
  mkdirSync(home, { recursive: true });
  const opened = await openEngine({ home });
  // The ledger is made when it is first asked for, and others read it from here on.
  opened.ledger.read('none yet');
  return opened;
}

const isLinux = process.platform === 'linux';

describe.skipIf(!isLinux)(`nothing is lost (${kills} kills, by the chance of ${chance})`, () => {
  let engine: Engine;
  const undisturbed = new Map<Kind, { readonly essence: unknown; readonly rows: number }>();

  beforeAll(async () => {
    const again = `SLUICE_KILLS=${kills} SLUICE_SEED='${chance}'`;
    tell(`${kills} kills, by the chance of '${chance}' (again: ${again}); first undisturbed runs`);
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    engine = await openedIn('undisturbed');
    for (const kind of kinds) {
      const options = { seed: 11, budget: { candidates: kind.candidates }, workers: 2 };
      const outcome = await engine.solve(
        join(folder, kind.spec),
        { ...options, requireIsolation: kind.isConfined },
        () => undefined,
        never,
      );
      expect(outcome.status).toBe('survived');
      undisturbed.set(kind, { essence: essence(outcome), rows: rowsOn(outcome.run).length });
    }
  }, 300_000);
  afterAll(async () => {
    await engine?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a run or goes on with it, kills, and sees that what was on record still is. */
  async function disturb(kind: Kind, victim: (typeof victims)[number], resumed?: string) {
    const known = new Set(runsOnRecord());
    const find = () => resumed ?? runsOnRecord().find((run) => !known.has(run));
    const confined = kind.isConfined ? ['--require-isolation'] : [];
    const limit = ['--seed', '11', '--candidates', String(kind.candidates)];
    const child = start(
      resumed === undefined
        ? ['solve', join(folder, kind.spec), ...limit, ...confined]
        : ['resume', resumed, ...confined],
    );
    await aMoment(child, find, undisturbed.get(kind)!.rows);
    const family = descendants(child.pid!);
    const run = find();
    const acknowledged = run === undefined ? [] : rowsOn(run);
    if (!isOver(child)) kill(child, victim);
    await ended(child);

    expect(await leftBehind(family)).toEqual([]);
    const check = reading((file) => file.prepare('PRAGMA integrity_check').get());
    expect(check).toEqual({ integrity_check: 'ok' });
    if (run === undefined) return find();
    expect(rowsOn(run).slice(0, acknowledged.length)).toEqual(acknowledged);
    return run;
  }

  const isUnfinished = (run: string) => engine.outcome(run).status === 'running';

  test.each(Array.from({ length: kills }, (_, round) => round))(
    'kill %i',
    async (round) => {
      const startedMs = performance.now();
      if (round % killsALedger === 0) {
        await engine.close();
        engine = await openedIn(`from-${round}`);
      }
      const kind = kinds[round % kinds.length]!;
      const victim = victims[(round + Math.floor(round / kinds.length)) % victims.length]!;
      const what = `${kind.spec}${kind.isConfined ? ', confined' : ''}: ${victim} killed`;
      let run = await disturb(kind, victim);
      let timesKilled = 1;
      // What goes on may be killed as well.
      if (run !== undefined && isUnfinished(run) && random.float() < 1 / 3) {
        run = await disturb(kind, victim, run);
        timesKilled = 2;
      }
      const told = (end: string): void => {
        const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
        const times = timesKilled === 1 ? '' : ' twice';
        tell(`${round + 1} of ${kills}, ${what}${times}, ${end}, ${seconds} s`);
      };
      if (run === undefined) return told('before it was on record');
      const wasUnfinished = isUnfinished(run);
      const machine = { workers: 1 + random.below(2), requireIsolation: kind.isConfined };
      const outcome = wasUnfinished
        ? await engine.resume(run, machine, () => undefined, never)
        : engine.outcome(run);
      // The counts as well: what was done before the kill is neither lost nor counted twice.
      expect(essence(outcome)).toEqual(undisturbed.get(kind)!.essence);
      told(wasUnfinished ? 'resumed' : 'it had ended');
    },
    120_000,
  );
});
