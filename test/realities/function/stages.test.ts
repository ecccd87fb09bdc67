import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { RunHeader } from '../../../src/domain/run.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { medianRanks } from '../../../src/realities/function/stages/timing.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { openSpec } from './open.ts';

const never = new AbortController().signal;

async function judge(reality: Reality, stage: string, ...sources: string[]): Promise<Evidence[]> {
  return Array.fromAsync(reality.judge(stage, sources.map(candidateOf), never));
}

const behaviour = (seen: Evidence | undefined) => seen?.verdict === 'passed' && seen.behaviour;

const larger = (body: string) =>
  `export function larger(a: number, b: number): number {\n  return ${body};\n}\n`;

describe('examples', () => {
  let reality: Reality;
  beforeAll(async () => {
    reality = await openSpec(
      JSON.stringify({
        intent: 'The larger of two numbers.',
        function: {
          name: 'larger',
          params: [
            { name: 'a', type: 'number' },
            { name: 'b', type: 'number' },
          ],
          returns: 'number',
        },
        examples: Array.from({ length: 12 }, (_, k) => ({ args: [k, 6], result: Math.max(k, 6) })),
        heldOut: [
          { args: [20, 30], result: 30 },
          { args: [31, 30], result: 31 },
        ],
      }),
    );
  });
  afterAll(() => reality.close());

  test('tell of the first case that went wrong, and stop a candidate soon after', async () => {
    const [seen] = await judge(reality, 'examples', larger('b'));
    expect(seen).toMatchObject({
      verdict: 'failed',
      passed: 7,
      total: 12,
      counterexample: { args: [7, 6], expected: 7, actual: 6 },
      feedback: 'larger(7, 6) returned 6; it should return 7.',
    });
    const [early] = await judge(reality, 'examples', larger('a'));
    expect(early).toMatchObject({ verdict: 'failed', passed: 2, total: 12 });
  });

  test('tell what was returned that is no value, and what was thrown', async () => {
    const [unusable, threw, rejected] = await judge(
      reality,
      'examples',
      larger('undefined'),
      larger('missing'),
      'export const smaller = 1;',
    );
    expect(unusable).toMatchObject({
      verdict: 'failed',
      feedback: 'larger(0, 6) returned undefined; it should return 6.',
    });
    expect(threw).toMatchObject({
      verdict: 'crashed',
      error: 'larger(0, 6) threw ReferenceError: missing is not defined',
    });
    expect(rejected).toMatchObject({
      verdict: 'rejected',
      reason: 'it exports no function `larger`, only `smaller`',
    });
  });

  test('end a candidate that runs on, and go on with the next', async () => {
    const [loops, good] = await judge(
      reality,
      'examples',
      'export function larger() { for (;;); }',
      larger('Math.max(a, b)'),
    );
    expect(loops).toMatchObject({ verdict: 'timedOut', limitMs: 2000 });
    expect(good).toMatchObject({ verdict: 'passed' });
  });

  test('give one behaviour to candidates that do the same, and another to those that do not', async () => {
    const [first, second, third] = await judge(
      reality,
      'examples',
      larger('Math.max(a, b)'),
      larger('a > b ? a : b'),
      larger('Math.max(Math.abs(a), b)'),
    );
    expect(behaviour(first)).toMatch(/^[0-9a-f]{16}$/);
    expect(behaviour(second)).toBe(behaviour(first));
    expect(behaviour(third)).not.toBe(behaviour(first));
  });

  test('measure size and branches', async () => {
    const [seen] = await judge(reality, 'examples', larger('a > b ? a : b'));
    expect(seen).toMatchObject({ measures: { size: 6, branches: 1 } });
  });

  test('that are held out only count', async () => {
    const [good, bad] = await judge(reality, 'heldOut', larger('Math.max(a, b)'), larger('b'));
    expect(good).toMatchObject({
      verdict: 'passed',
      passed: 2,
      total: 2,
      measures: { heldOut: 1 },
    });
    expect(bad).toEqual({
      candidate: larger('b'),
      stage: 'heldOut',
      verdict: 'failed',
      passed: 1,
      total: 2,
      measures: { heldOut: 0.5 },
      wallMs: expect.any(Number),
      feedback: 'It agrees with 1 of 2 held-out cases.',
    });
  });

  test('are timed: a median inside its interval, and the worst of the inputs', async () => {
    const [seen] = await judge(reality, 'timing', larger('Math.max(a, b)'));
    const { medianNs, medianNsLow, medianNsHigh, worstNs } =
      seen?.verdict === 'passed' ? (seen.measures as Record<string, number>) : {};
    expect(medianNsLow).toBeLessThanOrEqual(medianNs!);
    expect(medianNs).toBeLessThanOrEqual(medianNsHigh!);
    expect(worstNs).toBeGreaterThanOrEqual(medianNs!);
  });

  test('leave questions open: inputs on which candidates differ, the simplest first', async () => {
    const candidates = [
      'Math.max(a, b)',
      'Math.max(Math.abs(a), b)',
      'Math.max(a, b) + (a === b ? 1 : 0)',
    ];
    const sources = candidates.map((body) => candidateOf(larger(body)));
    const found = await reality.disagreements(sources, 4, never);
    expect(found.length).toBe(4);
    const sizes = found.map(({ args }) => args.join(', ').length);
    expect(sizes).toEqual(sizes.toSorted((left, right) => left - right));
    const alone = found.map(({ results }) => {
      const values = results.map(({ result }) => result);
      return values.findIndex((value) => values.filter((other) => other === value).length === 1);
    });
    expect(alone).toContain(1);
    expect(alone).toContain(2);
  });
});

const middle = (body: string) =>
  candidateOf(`export function middle(a: number, b: number): number { return ${body}; }`);

test('nobody is asked which way to round', async () => {
  const reality = await openSpec(
    JSON.stringify({
      intent: 'The middle of two.',
      function: {
        name: 'middle',
        params: [
          { name: 'a', type: 'number' },
          { name: 'b', type: 'number' },
        ],
        returns: 'number',
      },
      examples: [
        { args: [1e7, 3.3], result: 5_000_001.65 },
        { args: [0.1, 0.2], result: 0.15 },
      ],
      tolerance: 0,
    }),
  );
  const ways = ['(a + b) / 2', 'a / 2 + b / 2', 'b + (a - b) / 2'].map(middle);
  expect(await reality.disagreements(ways, 6, never)).toEqual([]);
  const other = await reality.disagreements([ways[0]!, middle('Math.abs(a + b) / 2')], 6, never);
  expect(other.length).toBeGreaterThan(0);
  await reality.close();
});

const score = (change = '') => `
export default {
  intent: 'As much as the instance.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  score: {
    direction: 'minimise',
    instances: (split, seed) =>
      Array.from({ length: split === 'final' ? 2 : 8 }, (_, k) => ({ x: k, seed, split })),
    evaluate: (candidate, { x }) => Math.abs(candidate(x) - 10 * x),
    baselines: { same: (x) => x },
    published: { paper: ({ x }) => x / 2 },
    ${change}
  },
};`;
const times = (factor: number) => `export const f = (x) => ${factor} * x;`;

describe('a score', () => {
  let reality: Reality;
  beforeAll(async () => void (reality = await openSpec(score())));
  afterAll(() => reality.close());

  test('is taken on a quarter of the training instances first, on fewer still where there are many, then on all', async () => {
    const [small] = await judge(reality, 'train-2', times(9));
    expect(small).toMatchObject({ verdict: 'passed', scores: [0, 1], measures: { score: 0.5 } });
    const [all] = await judge(reality, 'train', times(9));
    expect(all).toMatchObject({ scores: [0, 1, 2, 3, 4, 5, 6, 7], measures: { score: 3.5 } });
    const [again] = await judge(reality, 'train', times(9));
    expect(again).toMatchObject({ scores: [0, 1, 2, 3, 4, 5, 6, 7] });
  });

  test('calls no two candidates alike by fewer than four of many instances', async () => {
    const twins = ['export const f = (x) => 9 * x;', 'export const f = (x) => x * 9;'];
    const few = await judge(reality, 'train-2', ...twins);
    expect(few.map(behaviour)).toEqual([undefined, undefined]);
    const [first, second] = (await judge(reality, 'train', ...twins)).map(behaviour);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(second).toBe(first);
  });

  test('must be better than every baseline on validate', async () => {
    const [good, bad] = await judge(reality, 'validate', times(9), times(1));
    expect(good?.verdict).toBe('passed');
    expect(bad).toMatchObject({
      verdict: 'failed',
      feedback: 'It scores 31.5000, which is not better than the baseline same with 31.5000.',
    });
  });

  test('that is no finite number is a failure, with the instance that shows it', async () => {
    const [seen] = await judge(reality, 'train', 'export const f = (x) => (x === 3 ? NaN : x);');
    expect(seen).toMatchObject({
      verdict: 'failed',
      passed: 7,
      feedback: 'Its score on instance 4 of 8 is NaN; it must be a finite number.',
    });
    expect(seen).not.toHaveProperty('scores');
  });

  test('of the final split is asked for only with it', async () => {
    const without = await reality.references(false, never);
    expect(without).toEqual([
      { name: 'same', kind: 'baseline', score: { train: 31.5, validate: 31.5 } },
      { name: 'paper', kind: 'published', score: { train: 1.75, validate: 1.75 } },
    ]);
    const [same] = await reality.references(true, never);
    expect(same?.score.final).toBe(4.5);
  });

  test('asks nobody about inputs: there is no right answer', async () => {
    expect(await reality.disagreements([times(1), times(2)].map(candidateOf), 3, never)).toEqual(
      [],
    );
  });
});

test('a score folds its instances as the specification says', async () => {
  const reality = await openSpec(score('aggregate: (scores) => Math.max(...scores),'));
  const [seen] = await judge(reality, 'train', times(9));
  expect(seen).toMatchObject({ measures: { score: 7 } });
  expect((await reality.references(false, never))[0]?.score).toEqual({ train: 63, validate: 63 });
  await reality.close();
});

test('a baseline that fails later than on a first instance is told of, and beaten by whoever has a score', async () => {
  const lost = "best: (x) => { if (x === 1) throw new Error('lost'); return x; }";
  const reality = await openSpec(score(`baselines: { same: (x) => x, ${lost} },`));
  const [good, bad] = await judge(reality, 'validate', times(9), times(1));
  expect([good?.verdict, bad?.verdict]).toEqual(['passed', 'failed']);
  const why = expect.stringContaining('lost');
  expect((await reality.references(true, never))[1]).toEqual({
    name: 'best',
    kind: 'baseline',
    score: {},
    failed: { train: why, validate: why, final: why },
  });
  await reality.close();
});

const seeds = async (seed: number) => {
  const reality = await openSpec(
    score('evaluate: (candidate, { seed }) => seed + candidate(0),'),
    seed,
  );
  const scores: unknown[] = [];
  for (const stage of ['train', 'validate', 'final']) {
    const [seen] = await judge(reality, stage, times(1));
    scores.push(seen?.verdict === 'passed' || seen?.verdict === 'failed' ? seen.scores?.[0] : seen);
  }
  await reality.close();
  return scores;
};

test('every split has instances of its own seed, the same for the same run', async () => {
  const [first, again, other] = [await seeds(1), await seeds(1), await seeds(2)];
  expect(new Set(first).size).toBe(3);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

const reference = (code: string) => `export default {
  intent: 'Twice.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  examples: [{ args: [1], result: 2 }],
  reference: ${code},
};`;

describe('a specification whose code cannot be used is an error of input when it is opened', () => {
  test.each([
    ['no instances', score('instances: () => [],'), 'score.instances', /no instances for "train"/],
    ['instances that are no list', score('instances: () => 3,'), 'score.instances', /no array/],
    [
      'instances that throw',
      score("instances: () => { throw new Error('empty disk'); },"),
      'score.instances',
      /empty disk/,
    ],
    [
      'a score that throws',
      score("evaluate: () => { throw new Error('too heavy'); },"),
      'score.baselines.same',
      /too heavy/,
    ],
    [
      'a score that is no number',
      score("evaluate: () => 'good',"),
      'score.baselines.same',
      /no number/,
    ],
    [
      'a baseline that throws',
      score("baselines: { best: () => { throw new Error('lost'); } },"),
      'score.baselines.best',
      /lost/,
    ],
    [
      'a score that throws on the first instance of the last split',
      score(
        "evaluate: (_, { split }) => { if (split === 'final') throw new Error('lost'); return 1; },",
      ),
      'score.baselines.same',
      /lost/,
    ],
    [
      'a published result that throws',
      score("published: { paper: () => { throw new Error('lost'); } },"),
      'score.published.paper',
      /lost/,
    ],
    [
      'a baseline that scores NaN',
      score('baselines: { best: () => NaN },'),
      'score.baselines.best',
      /the score NaN/,
    ],
    [
      'a reference that contradicts an example',
      reference('(x) => x'),
      'reference',
      /f\(1\) returned 1; it should return 2/,
    ],
    [
      'a reference that throws',
      reference("() => { throw new Error('not yet'); }"),
      'reference',
      /not yet/,
    ],
  ])('%s', async (_, text, place, found) => {
    const error: unknown = await openSpec(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ fault: 'input', place, found: expect.stringMatching(found) });
  });
});

test('the interval of a median covers it in 95 of 100 cases', () => {
  expect(medianRanks(25)).toEqual({ low: 7, high: 17 });
  expect(medianRanks(1)).toEqual({ low: 0, high: 0 });
});

test('the final state is a page, and each finalist as a file that begins with its rank', async () => {
  const reality = await openSpec(score());
  const header: RunHeader = {
    id: 'r1',
    startedAtMs: 0,
    intent: 'As much as the instance.',
    specPath: '/x.sluice.ts',
    spec: '',
    seed: 1,
    models: ['grammar'],
    budget: { seconds: 1 },
    lag: 4,
    sluiceVersion: '0',
  };
  const finalist = {
    rank: 1,
    candidate: candidateOf(times(9)),
    why: '',
    evidence: [],
    measures: {},
  };
  const files = await reality.present(header, [
    { kind: 'shortlisted', finalists: [finalist], disagreements: [], compared: 1 },
  ]);
  expect(files.map(({ path }) => path)).toEqual(['index.html', '1-f.ts']);
  expect(files[1]?.text).toBe(times(9));
  await reality.close();
});
