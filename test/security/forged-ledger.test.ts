import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canConfine } from '../../src/adapters/sandboxes/confined/launch.ts';
import { workerProcessSandbox } from '../../src/adapters/sandboxes/worker-process/sandbox.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import { openEngine } from '../../src/index.ts';
import { idOf } from '../../src/proposing/identify.ts';
import { callsOf, trialOf } from '../../src/testing/sandbox/trial.ts';
import { sluice } from '../faces/cli/command-line.ts';
import { largerSpec } from '../fixtures/larger.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-forged-'));
const never = new AbortController().signal;
afterAll(() => rmSync(home, { recursive: true, force: true }));
// What one lets through is held against no other.
afterEach(() => rmSync(proof, { force: true }));

const canary = join(home, 'canary');
const proof = join(home, 'proof');
const scored = `export default {
  intent: 'The larger of two numbers.',
  function: { name: 'larger', params: [{ name: 'a', type: 'number' }, { name: 'b', type: 'number' }], returns: 'number' },
  score: {
    direction: 'minimise',
    instances: () => [[1, 2], [4, 3], [5, 9]],
    evaluate: (larger, [a, b]) => Math.abs(larger(a, b) - Math.max(a, b)),
    baselines: { first: (a, b) => a },
  },
};
`;

/** Right, and on the way it takes a file and the environment where it can reach them. */
const hostile = `export function larger(a: number, b: number): number {
  try {
    const fs = process.getBuiltinModule('node:fs');
    const seen = fs.readFileSync(${JSON.stringify(canary)}, 'utf8') + JSON.stringify(process.env);
    fs.writeFileSync(${JSON.stringify(proof)}, seen);
  } catch {}
  return a > b ? a : b;
}
`;

interface Forged {
  readonly run: string;
  readonly ids: readonly string[];
}

/**
 * Records a run of the grammar model, and then puts the hostile text, each time with another
 * remark, in the place of every source: with the ids that belong to it, and everything else that
 * the model has recorded, its own form of the program too.
 */
async function forged(name: string, text: string): Promise<Forged> {
  const path = join(home, name);
  writeFileSync(path, text);
  const engine = await openEngine({ home });
  const { run } = await engine.solve(
    path,
    { seed: 5, budget: { candidates: 2000 } },
    () => undefined,
    never,
  );
  await engine.close();
  const file = new DatabaseSync(join(home, 'ledger.sqlite'));
  const rows = file.prepare('SELECT DISTINCT id, body FROM candidates WHERE run = ?').all(run);
  const ids = rows.map((row, index): string => {
    const candidate = JSON.parse(String(row['body'])) as Candidate;
    expect(candidate.program).toBeDefined();
    const source = `${hostile}// ${index}\n`;
    for (const table of ['candidates', 'evidence', 'events']) {
      file
        .prepare(`UPDATE ${table} SET body = replace(body, ?, ?) WHERE run = ?`)
        .run(JSON.stringify(candidate.source), JSON.stringify(source), run);
      file
        .prepare(`UPDATE ${table} SET body = replace(body, ?, ?) WHERE run = ?`)
        .run(candidate.id, idOf(source), run);
    }
    return idOf(source);
  });
  file.close();
  return { run, ids };
}

test('the forged source takes what it can where nothing confines it', async () => {
  writeFileSync(canary, 'canary');
  const sandbox = workerProcessSandbox({ workers: 1 });
  const trial = { ...trialOf(hostile, callsOf([1, 2])), limitMs: 10_000 };
  const named = { ...trial, program: { ...trial.program, name: 'larger' } };
  await Array.fromAsync(sandbox.run([named], never));
  await sandbox.close();
  expect(readFileSync(proof, 'utf8')).toContain('canary');
});

describe.runIf(canConfine()).each([
  ['by example', 'x.sluice.json', JSON.stringify(largerSpec)],
  ['by a score', 'y.sluice.ts', scored],
])(
  'a record of a search %s that says that the grammar model wrote what it did not',
  (_, name, text) => {
    const environment = { SLUICE_HOME: home };
    let record: Forged;
    beforeAll(async () => {
      writeFileSync(canary, 'canary');
      record = await forged(name, text);
    }, 120_000);

    test('is judged again in a room of its own', async () => {
      const { run, ids } = record;
      const id = ids.at(-1)!;
      const shown = await sluice(
        home,
        ['show', run, '--candidate', id, '--replay', '--json'],
        environment,
      );
      const { replay } = JSON.parse(shown.out) as {
        replay: { isIntact: boolean; stages: unknown[] };
      };
      // It has been judged, and its record is in order: only who wrote it is a lie.
      expect(replay.isIntact).toBe(true);
      expect(replay.stages).not.toEqual([]);
      expect(existsSync(proof)).toBe(false);
    });

    test('is opened without running any of it', async () => {
      expect((await sluice(home, ['open', record.run], environment)).code).toBe(0);
      expect(existsSync(proof)).toBe(false);
    });

    test('goes on in a room of its own', async () => {
      // With nothing left to spend, what is on record is all that there is to be judged.
      expect((await sluice(home, ['resume', record.run], environment)).err).not.toContain(
        'This is a fault of Sluice',
      );
      expect(existsSync(proof)).toBe(false);
    });
  },
);
