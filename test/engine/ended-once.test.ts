import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { openEngine, type Observer, type ResumeOptions } from '../../src/index.ts';
import { largerSpec, noiseSpec } from '../fixtures/larger.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { writtenSpec } from '../fixtures/written-spec.ts';

const home = temporaryFolder();
const engine = await openEngine({ home });
afterAll(() => engine.close());

const never = new AbortController().signal;
const spec = writtenSpec(largerSpec);
const noise = writtenSpec(noiseSpec);

it('a final state that cannot be written leaves the end of the run as it was', async () => {
  const parent = join(home, 'out');
  mkdirSync(parent);
  // What was a folder when the run began is a file when it is over.
  const observe: Observer = () => {
    rmSync(parent, { recursive: true });
    writeFileSync(parent, '');
  };
  const given = { seed: 1, budget: { candidates: 3000 }, out: join(parent, 'run') };
  await expect(engine.solve(spec, given, observe, never)).rejects.toThrow();
  const run = engine.ledger.runs()[0]!.header.id;
  const events = engine.ledger.read(run)!.events;
  const ends = events.flatMap((event) => (event.kind === 'ended' ? [event] : []));
  expect(ends.map(({ status }) => status)).toEqual(['survived']);
  const { status, counts, files } = engine.outcome(run);
  expect([status, counts, files]).toEqual(['survived', ends[0]!.counts, []]);
  // Going on writes it down.
  const presented = await engine.resume(run, {}, () => undefined, never);
  expect(presented.files.every((file) => existsSync(file))).toBe(true);
  expect(presented.files.length).toBeGreaterThan(0);
  const kinds = engine.ledger.read(run)!.events.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'ended' || kind === 'resumed')).toEqual(['ended']);
}, 120_000);

it('a run that has ended and has nothing left is as it was, unless it is given more', async () => {
  const given = { seed: 1, budget: { candidates: 3000 } };
  const { run, files } = await engine.solve(spec, given, () => undefined, never);
  const { events } = engine.ledger.read(run)!;
  const resume = async (options: ResumeOptions) =>
    engine.resume(run, options, () => undefined, never);
  await expect(resume({})).rejects.toMatchObject({
    fault: 'input',
    found: 'that it has ended, and nothing is left of its budget',
    mend: expect.stringContaining(`sluice resume ${run} --seconds`),
  });
  expect(engine.ledger.read(run)!.events).toEqual(events);

  // Of what is gone it is written again, and nothing else happens.
  rmSync(files[0]!);
  expect((await resume({})).shortlist).toEqual(engine.outcome(run).shortlist);
  expect(existsSync(files[0]!)).toBe(true);
  expect(engine.ledger.read(run)!.events.slice(0, -1)).toEqual(events);
}, 120_000);

it('one that seconds have ended has nothing left, though its last step was not waited for', async () => {
  const given = { seed: 1, budget: { seconds: 1 } };
  const { run, status } = await engine.solve(noise, given, () => undefined, never);
  expect(status).toBe('exhausted');
  await expect(engine.resume(run, {}, () => undefined, never)).rejects.toThrow('nothing is left');
}, 120_000);

it('a run that was interrupted teaches once it has been brought to its end', async () => {
  const prior = join(home, 'priors', 'grammar.json');
  const interruption = new AbortController();
  const given = { budget: { candidates: 3000 } };
  interruption.abort();
  const interrupted = await engine.solve(spec, given, () => undefined, interruption.signal);
  expect(interrupted.status).toBe('interrupted');
  expect(existsSync(prior)).toBe(false);
  await engine.resume(interrupted.run, {}, () => undefined, never);
  expect(existsSync(prior)).toBe(true);
}, 120_000);
