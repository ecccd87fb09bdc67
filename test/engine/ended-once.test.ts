import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { openEngine, type Observer } from '../../src/index.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { example } from './priced.ts';

const home = temporaryFolder();
const engine = await openEngine({ home });
afterAll(() => engine.close());

const never = new AbortController().signal;
const spec = example('scheduling/tardiness.sluice.ts');

it('a final state that cannot be written leaves the end of the run as it was', async () => {
  const parent = join(home, 'out');
  mkdirSync(parent);
  // What was a folder when the run began is a file when it is over.
  const observe: Observer = () => {
    rmSync(parent, { recursive: true });
    writeFileSync(parent, '');
  };
  const given = { seed: 3, budget: { candidates: 200 }, out: join(parent, 'run') };
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
}, 60_000);

it('a run teaches at its end and never before, whoever brings it there, and once', async () => {
  const prior = join(home, 'priors', 'grammar.json');
  const interruption = new AbortController();
  const observe: Observer = ({ counts }) => {
    if (counts.survived > 0) interruption.abort();
  };
  const given = { budget: { candidates: 2000 } };
  const interrupted = await engine.solve(spec, given, observe, interruption.signal);
  expect(interrupted.status).toBe('interrupted');
  expect(interrupted.shortlist.length).toBeGreaterThan(0);
  expect(existsSync(prior)).toBe(false);

  const resumed = await engine.resume(interrupted.run, {}, () => undefined, never);
  expect(resumed.status).toBe('survived');
  expect(existsSync(prior)).toBe(true);
  const learnt = '{"marked": true}';
  writeFileSync(prior, learnt);
  const further = { budget: { candidates: 500 } };
  await engine.resume(interrupted.run, further, () => undefined, never);
  expect(readFileSync(prior, 'utf8')).toBe(learnt);
}, 120_000);
