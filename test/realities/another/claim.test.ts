import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MemoryLedger } from '../../../src/adapters/ledgers/memory.ts';
import { grammarModel } from '../../../src/adapters/models/grammar/model.ts';
import { systemClock } from '../../../src/adapters/system/clock.ts';
import { seededRandom } from '../../../src/adapters/system/seeded-random.ts';
import { thisProcess } from '../../../src/adapters/system/this-process.ts';
import { drafting } from '../../../src/composing/drafting.ts';
import { noCost } from '../../../src/domain/tally.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { Completions, CompletionSource } from '../../../src/ports/completions.ts';
import { identify } from '../../../src/proposing/identify.ts';
import { languageModel } from '../../../src/proposing/language/language-model.ts';
import { realityContract } from '../../../src/testing/reality-contract.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { claimProblem, claimSpecification, claimWording, openClaim } from './claim.ts';

const home = temporaryFolder();
const never = new AbortController().signal;

realityContract({ describe, it, expect, beforeAll, afterAll }, 'of a claim', () =>
  Promise.resolve({
    reality: openClaim(),
    good: ['n = 40: 41 x 41', 'n = 44: 43 x 47'],
    bad: ['n = 2: 47 x 1'],
    broken: ['it is never prime'],
  }),
);

/** Says these things in turn, and keeps what it was asked. */
function scripted(replies: readonly string[]) {
  const asked: string[] = [];
  let next = 0;
  const complete: Completions['complete'] = ({ messages, samples }) => {
    asked.push(messages.map(({ content }) => content).join('\n'));
    const texts = Array.from({ length: samples }, () => ({
      text: `\`\`\`\n${replies[next++ % replies.length]}\n\`\`\``,
      tokens: 10,
      costUsd: 0,
    }));
    return Promise.resolve({
      texts,
      missing: [],
      cost: { ...noCost, requests: 1 },
      isSpent: false,
    });
  };
  const source: CompletionSource = {
    id: 'scripted',
    deterministic: true,
    isPriced: false,
    open: () => Promise.resolve({ complete, close: () => Promise.resolve() }),
  };
  return { asked, model: languageModel(source, () => claimWording) };
}

const { asked, model } = scripted([
  'n = 1: 43 x 1',
  'n = 49: 47 x 53',
  'n=40: 41 x 41',
  'n = 40: 41 x 41',
  'n = 41: 41 x 43',
  'it is never prime',
  'n = 44: 43 x 47',
]);
const ledger = new MemoryLedger();
let ids = 0;
const engine = new Engine({
  home,
  version: '0.0.0',
  clock: systemClock,
  self: thisProcess,
  processors: 1,
  random: seededRandom,
  anySeed: () => 1,
  anyId: () => `r${ids++}`,
  openLedger: () => ledger,
  priors: { read: () => undefined, change: () => undefined },
  load: () => Promise.resolve(claimSpecification),
  modelNamed: () => model,
  drafting: drafting(home),
  isIntact: (candidate) => identify(candidate, candidate).id === candidate.id,
});

afterAll(() => engine.close());

/** What no file of `src/` knows of goes the whole way, from its words to its final state. */
describe('a reality that is neither a function nor a file', () => {
  it('is asked about, judged, shortlisted, questioned, handed over, and judged again', async () => {
    const options = { models: ['scripted'], budget: { candidates: 24 }, seed: 1, out: home };
    const outcome = await engine.solve('euler', options, () => undefined, never);
    expect(outcome.status).toBe('survived');
    const sources = outcome.shortlist.map(({ source }) => source.replaceAll(/\s/gu, ''));
    expect(sources).toEqual(['n=40:41x41', 'n=41:41x43', 'n=44:43x47']);
    expect(outcome.shortlist[0]!.evidence.map(({ stage }) => stage)).toEqual([
      'arithmetic',
      'second reader',
    ]);
    expect(outcome.compared).toBe(4);
    expect(outcome.counts.repeats?.normalised).toBeGreaterThan(0);
    expect(outcome.disagreements.map(({ question }) => question)).toEqual(['the smaller factor']);
    expect(outcome.shortlist[2]!.why).toContain('Answers 43 for the smaller factor where number 1');
    const [file] = outcome.files;
    expect(readFileSync(file!, 'utf8')).toContain('43 x 47');

    expect(asked.every((text) => text.startsWith('You refute claims.'))).toBe(true);
    expect(asked.some((text) => text.includes('try every small factor in turn'))).toBe(true);
    expect(asked.some((text) => text.includes('Write the refutation better than these'))).toBe(
      true,
    );
    expect(asked.join('\n')).not.toMatch(/TypeScript|function|\bfile\b/u);

    const { candidate } = outcome.shortlist[0]!;
    expect((await engine.replay(outcome.run, candidate, {}, never)).holds).toBe(true);
  });

  it('an answer of a person decides in it, and whoever says otherwise is out', async () => {
    const options = { models: ['scripted'], budget: { candidates: 24 }, seed: 1, out: home };
    const { run } = await engine.solve('euler', options, () => undefined, never);
    const more = { answers: ['the smaller factor => 43'], budget: { candidates: 24 }, out: home };
    const outcome = await engine.resume(run, more, () => undefined, never);
    expect(outcome.answers).toEqual([{ args: [], result: 43 }]);
    expect(outcome.shortlist.map(({ source }) => source.trim())).toEqual(['n = 44: 43 x 47']);
  });

  it('is refused by the embedded model, in words', async () => {
    const opening = grammarModel.open(claimProblem, { seed: 1, workers: 1 });
    await expect(opening).rejects.toMatchObject({ fault: 'input', found: /`claim`/u });
  });
});
