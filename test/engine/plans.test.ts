import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Outcome, SolveOptions } from '../../src/index.ts';
import { controlStrategy } from '../../src/domain/arms.ts';
import { example, priced, wrong } from './priced.ts';

// None is right: until something survives, questions start anew or repair.
const at = await priced(wrong(2000));
const never = new AbortController().signal;
const budget = { candidates: 300, tokens: 1e7 };

let recorded: Outcome;
beforeAll(async () => {
  recorded = await at.solve({ budget });
}, 180_000);
afterAll(() => at.close());

const headerOf = ({ run }: Outcome) => at.engine.ledger.read(run)!.header;

/** By what the failures that wait were made: all of a run whose candidates all fail. */
function strategiesOf({ run }: Outcome): readonly string[] {
  const { events } = at.engine.ledger.read(run)!;
  const newest = events.findLast((event) => event.kind === 'checkpoint');
  const { asking } = newest!.state as {
    asking: { repairs: { waiting: { parent: { candidate: { strategy: string } } }[] } };
  };
  return asking.repairs.waiting.map(({ parent }) => parent.candidate.strategy);
}

/** What the models were asked, by the names of questions. */
const questionsOf = ({ run }: Outcome): readonly string[] =>
  [...at.engine.ledger.replies(run, 'begin')].map(({ question }) => question);

async function replayed(outcome: Outcome, options: SolveOptions = {}): Promise<Outcome> {
  const asked = at.server.counts().requests;
  const spec = example('numbers/median3.sluice.json');
  const again = { ...options, replayOf: outcome.run };
  const repeated = await at.engine.solve(spec, again, () => undefined, never);
  expect(at.server.counts().requests).toBe(asked);
  return repeated;
}

it('a run has its plans on record, asks by several, and says by which a candidate came', () => {
  const names = headerOf(recorded).plans!.map(({ name }) => `plan: ${name}`);
  const made = new Set(strategiesOf(recorded));
  expect(names.filter((name) => made.has(name)).length).toBeGreaterThan(1);
  for (const strategy of made) expect([...names, 'repair', controlStrategy]).toContain(strategy);
});

it('is repeated by its own plans, whatever they are today', async () => {
  const plans = [{ name: 'of yesterday', advice: 'as it was done then.' }];
  const older = await at.solve({ budget, plans });
  expect(strategiesOf(older)).toContain('plan: of yesterday');
  const repeated = await replayed(older);
  expect(repeated.counts).toEqual(older.counts);
  expect(headerOf(repeated).plans).toEqual(plans);
});

it('older records, which have none, are repeated without any', async () => {
  const older = await at.solve({ budget, plans: [] });
  expect(headerOf(older)).not.toHaveProperty('plans');
  expect(strategiesOf(older)).toContain('sample');
  const repeated = await replayed(older);
  expect(repeated.counts).toEqual(older.counts);
  expect(headerOf(repeated)).not.toHaveProperty('plans');
});

it('the control asks always alike, and nothing else does', async () => {
  const plain = await at.solve({ budget, control: 1 });
  expect(new Set(questionsOf(plain)).size).toBe(1);
  expect(new Set(questionsOf(recorded)).size).toBeGreaterThan(5);
});
