import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openEngine, type Outcome, type Replay, type SolveOptions } from '../../src/index.ts';
import { sluice } from '../faces/cli/command-line.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-holds-'));
const engine = await openEngine({ home });
const never = new AbortController().signal;

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

const example = (path: string) => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));

const solve = (path: string, options: SolveOptions): Promise<Outcome> =>
  engine.solve(path, options, () => undefined, never);

const replay = (run: string, candidate: string): Promise<Replay> =>
  engine.replay(run, candidate, {}, never);

/** Every candidate on record, with the stages that its rows tell of. */
function recorded(run: string): Map<string, Set<string>> {
  const stages = new Map<string, Set<string>>();
  for (const event of engine.ledger.read(run)!.events) {
    if (event.kind === 'candidate') stages.set(event.candidate.id, new Set());
    if (event.kind === 'evidence') {
      stages.get(event.evidence.candidate)!.add(event.evidence.stage);
    }
  }
  return stages;
}

const isShortlisted = ({ shortlist }: Outcome, id: string): boolean =>
  shortlist.some(({ candidate }) => candidate === id);

/** All that is on record but the first of the shortlist, which is left as it is. */
const others = ({ run, shortlist }: Outcome): string[] =>
  [...recorded(run).keys()].filter((id) => id !== shortlist[0]!.candidate);

/** Changes what is on record behind Sluice's back; answers how many rows were changed. */
function tamper(statement: string, ...values: (string | number)[]): number {
  const file = new DatabaseSync(join(home, 'ledger.sqlite'));
  const { changes } = file.prepare(statement).run(...values);
  file.close();
  return Number(changes);
}

describe('a candidate that is judged again', () => {
  let equality: Outcome;
  let score: Outcome;

  beforeAll(async () => {
    const path = join(home, 'median3.sluice.json');
    writeFileSync(path, readFileSync(example('numbers/median3.sluice.json')));
    equality = await solve(path, { seed: 7, budget: { candidates: 100_000 } });
    const budget = { candidates: 200 };
    score = await solve(example('scheduling/tardiness.sluice.ts'), { seed: 7, budget });
  }, 120_000);

  it('holds, at every stage it went through, for all that was recorded', async () => {
    expect(equality.shortlist).not.toEqual([]);
    expect(score.shortlist).not.toEqual([]);
    for (const { run, shortlist } of [equality, score]) {
      const finalists = new Set(shortlist.map(({ candidate }) => candidate));
      const further = [...recorded(run).keys()].filter((id) => !finalists.has(id)).slice(0, 2);
      for (const id of [...finalists, ...further]) {
        const { holds, stages } = await replay(run, id);
        const differing = stages.flatMap(({ differences }) => differences);
        expect({ id, holds, differing }).toEqual({ id, holds: true, differing: [] });
        const names = stages.map(({ stage }) => stage);
        expect(names).toEqual(expect.arrayContaining([...recorded(run).get(id)!]));
      }
    }
    const [first] = score.shortlist;
    const { stages } = await replay(score.run, first!.candidate);
    expect(stages.map(({ stage }) => stage)).toEqual(first!.evidence.map(({ stage }) => stage));
  });

  it('does not hold where a row of the ledger was changed, which is told by name', async () => {
    const changeCount = `UPDATE evidence SET body = json_set(body, '$.passed', 3)
      WHERE run = ? AND candidate = ? AND stage = ?`;
    const id = others(equality)[0]!;
    expect(tamper(changeCount, equality.run, id, 'examples')).toBe(1);
    const { holds, stages } = await replay(equality.run, id);
    expect(holds).toBe(false);
    expect(stages.flatMap(({ differences }) => differences)).toMatchObject([
      { what: 'passed', recorded: 3 },
    ]);

    const changeScore = `UPDATE evidence SET body = json_set(body, '$.scores[1]', 0.5)
      WHERE run = ? AND candidate = ? AND stage = 'train'`;
    const scored = [...recorded(score.run)].find(([, names]) => names.has('train'))!;
    expect(tamper(changeScore, score.run, scored[0])).toBe(1);
    const told = (await replay(score.run, scored[0])).stages.flatMap((each) => each.differences);
    expect(told).toMatchObject([{ what: 'scores[1]', recorded: 0.5 }]);
  });

  it('does not hold where its source is no longer the one that its id was given to', async () => {
    const id = others(equality)[1]!;
    const change = `UPDATE candidates SET body = json_set(body, '$.source', source || ' ')
      WHERE run = ? AND id = ?`;
    expect(tamper(change, equality.run, id)).toBe(1);
    const { holds, isIntact } = await replay(equality.run, id);
    expect({ holds, isIntact }).toEqual({ holds: false, isIntact: false });
  });

  it('does not hold where its evidence is gone from the ledger', async () => {
    const id = others(equality).findLast((one) => !isShortlisted(equality, one))!;
    const change = 'DELETE FROM evidence WHERE run = ? AND candidate = ?';
    expect(tamper(change, equality.run, id)).toBeGreaterThan(0);
    expect(await replay(equality.run, id)).toMatchObject({ holds: false, stages: [] });
  });

  it('the command says so: exit 0 where the evidence holds, 1 where not', async () => {
    const environment = { SLUICE_HOME: home };
    const show = (id: string, ...options: string[]) =>
      sluice(home, ['show', equality.run, '--candidate', id, ...options], environment);
    const [first] = equality.shortlist;
    const plain = await show(first!.candidate);
    expect(plain.out).toContain(
      `sluice show ${equality.run} --candidate ${first!.candidate} --replay`,
    );
    const held = await show(first!.candidate, '--replay');
    expect(held).toMatchObject({ code: 0, err: '' });
    expect(held.out).toContain('✓ Its evidence holds.');
    const fallen = await show(others(equality)[0]!, '--replay', '--json');
    expect(fallen.code).toBe(1);
    expect(JSON.parse(fallen.out)).toMatchObject({ replay: { holds: false, isIntact: true } });
    const none = await sluice(home, ['show', equality.run, '--replay'], environment);
    expect(none).toMatchObject({ code: 2, out: '' });
  });

  it('is refused where the specification has changed, or is gone', async () => {
    const { specPath, spec } = engine.ledger.read(equality.run)!.header;
    const id = equality.shortlist[0]!.candidate;
    writeFileSync(specPath, spec.replace('"intent": "', '"intent": "No longer: '));
    await expect(replay(equality.run, id)).rejects.toThrow('has changed since run');
    rmSync(specPath);
    await expect(replay(equality.run, id)).rejects.toThrow(specPath);
    writeFileSync(specPath, spec);
    expect((await replay(equality.run, id)).holds).toBe(true);
  });
});
