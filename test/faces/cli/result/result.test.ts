import { expect, test } from 'vitest';

import { unheardLines } from '../../../../src/faces/cli/result/account.ts';
import { resultText } from '../../../../src/faces/cli/result/result.ts';
import type { Outcome } from '../../../../src/index.ts';
import { keptTerminal } from '../terminals.ts';
import { exhausted, header, interrupted, scored, survived } from './outcomes.ts';

const textOf = (outcome: Outcome) => resultText(outcome, header, keptTerminal('/home/ada'));

test('the three, where they differ, and how to answer and to replay', () => {
  expect(textOf(survived)).toMatchInlineSnapshot(`
    "✓ The middle value of three numbers.
      2 survivors after 9.8 s

      1  The fastest of the three.
         export function median3(a: number, b: number, c: number): number {
           return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
         }
         examples 8/8 · heldOut 3/3 · timing · size 11 · median 41.3 ns (40 … 42.5)
         worst 0.002 ms

      2  The shortest.
         export const median3 = (a: number, b: number, c: number): number => b;\\u{1b}[2J
         examples 8/8 · heldOut 1/3 failed · types 0/1 failed · size 1
         types: line 1, column 57: Type 'string' is not assignable to type 'number'.

      Two and not three: the others of the 12 compared do the same and are no
      better, get a held-out case wrong, or are so much longer that they more likely
      know the examples by heart.

      Where they differ
         median3(1, 1, 2): 1 or 2?  (#1: 1, #2: 2)
         median3("it's", [-0, NaN], true): "a" or "b"?  (#1: "a", #2: "b")
         Your answer becomes an example:
         sluice resume r8k2m4pq --answer 'median3(1, 1, 2) => YOUR_ANSWER'

      tried   6.41 M programs (5.20 M distinct) · 1,204 through the gauntlet
              96 duplicates · 12 survived · 12 compared on held-out evidence
      page    .sluice/runs/r8k2m4pq/index.html
      again   sluice solve 'specs/the middle.sluice.json' --seed 7 --candidates 2000000
    "
  `);
});

test('of one thing it is said in the singular', () => {
  const counts = { ...survived.counts, duplicates: 1 };
  const cost = { ...survived.cost, requests: 1, outputTokens: 10 };
  const text = textOf({ ...survived, counts, cost });
  expect(text).toMatch(/ 1 duplicate ·/u);
  expect(text).toMatch(/ 1 request ·/u);
});

test('of a run without a page, the text beside its files is named', () => {
  const files = ['README.md', '1-page.html'].map((name) => `/home/ada/.sluice/runs/r8/${name}`);
  expect(textOf({ ...exhausted, files })).toContain('\n  files   .sluice/runs/r8/README.md\n');
});

test('what never came and who was asked no longer is told, beside a document too', () => {
  const counts = {
    ...exhausted.counts,
    missing: { ECONNREFUSED: 8 },
    silent: { 'm\u001B[2J': 'nothing new in 16 steps' },
  };
  const outcome = { ...exhausted, counts };
  const lines = [
    '8 did not come (ECONNREFUSED).',
    'm\\u{1b}[2J was asked no longer: nothing new in 16 steps.',
  ];
  expect(unheardLines(outcome)).toEqual(lines);
  expect(textOf(outcome)).toContain('8 did not come (ECONNREFUSED)');
  expect(textOf(outcome)).toContain(lines[1]);
});

test('scores stand beside what they are held against', () => {
  expect(textOf(scored)).toMatchInlineSnapshot(`
    "✓ The middle value of three numbers.
      2 survivors after 9.8 s

      1  The fastest of the three.
         export function median3(a: number, b: number, c: number): number {
           return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
         }
         examples 8/8 · heldOut 3/3 · timing · size 11 · median 41.3 ns (40 … 42.5)
         worst 0.002 ms

      2  The shortest.
         export const median3 = (a: number, b: number, c: number): number => b;\\u{1b}[2J
         examples 8/8 · heldOut 1/3 failed · types 0/1 failed · size 1
         types: line 1, column 57: Type 'string' is not assignable to type 'number'.

      Two and not three: the others of the 12 compared do the same, or are the same
      with other numbers, and are no better.

      Against
                                 train  validate   final  95 % of the last
         1                      0.0313    0.0304  0.0304  0.0290 … 0.0318
         2                      0.0314    0.0304       –  0.0290 … 0.0318
         best fit               0.0450    0.0449  0.0451
         FunSearch (published)       –         –  0.0311

      tried   6.41 M programs (5.20 M distinct) · 1,204 through the gauntlet
              96 duplicates · 12 survived · 12 compared on held-out evidence
      page    .sluice/runs/r8k2m4pq/index.html
      again   sluice solve 'specs/the middle.sluice.json' --seed 7 --candidates 2000000
    "
  `);
});

test('only splits that anything was run on are shown, and what was missed for want of time is said', () => {
  const without = scored.shortlist.map((finalist) => {
    const { final: _, ...score } = finalist.score!;
    return { ...finalist, score };
  });
  const text = textOf({ ...scored, shortlist: without });
  expect(text).toContain('train  validate   final  95 % of validate\n');
  expect(text).toContain('     No time was left to run what was found on final.\n');
  const asItIs = { name: 'pack.py as it is', kind: 'initial', score: { train: 0.05 } } as const;
  const bred = without.map((finalist) => ({ ...finalist, score: { train: 0.03 } }));
  const beside = textOf({ ...scored, shortlist: bred, references: [asItIs] });
  expect(beside).toMatch(/Against\n +train\n +1 +0\.030/);
  expect(beside).toMatch(/pack\.py as it is +0\.05/);
  expect(textOf({ ...scored, shortlist: bred, references: [] })).not.toContain('Against');
});

test('what they are held against and failed on a split is told with its reason', () => {
  const [bestFit, ...others] = scored.references;
  const failing = { ...bestFit!, score: { train: 0.045 }, failed: { final: 'no room left' } };
  const text = textOf({ ...scored, references: [failing, ...others] });
  expect(text).toContain('     best fit               0.0450         –       –\n');
  expect(text).toContain('     best fit failed on final: no room left\n');
});

test('where nothing survived, what came closest', () => {
  expect(textOf(exhausted)).toMatchInlineSnapshot(`
    "✗ The middle value of three numbers.
      nothing survived after 9.8 s

      What came closest: 5 of 8 cases (examples)
         export function median3(a: number, b: number, c: number): number {
           return b;
         }
         sluice show r8k2m4pq --candidate c9 --replay

      tried   6.41 M programs (5.20 M distinct) · 1,204 through the gauntlet
              96 duplicates · 0 survived
      page    .sluice/runs/r8k2m4pq/index.html
      resume  sluice resume r8k2m4pq --candidates 2000000
      again   sluice solve 'specs/the middle.sluice.json' --seed 7 --candidates 2000000
    "
  `);
});

test('an interrupted run says how to go on', () => {
  expect(textOf(interrupted)).toMatchInlineSnapshot(`
    "! The middle value of three numbers.
      interrupted after 9.8 s

      tried   6.41 M programs (5.20 M distinct) · 1,204 through the gauntlet
              96 duplicates · 0 survived
      resume  sluice resume r8k2m4pq
      again   sluice solve 'specs/the middle.sluice.json' --seed 7 --candidates 2000000
    "
  `);
});

test('a score reads in its unit, and a stage that scores says over how many instances', () => {
  const [first] = scored.shortlist;
  const small = { stage: 'train-small', verdict: 'passed', passed: 1, total: 1, score: 0.0312 };
  const evidence = [...first!.evidence, { ...small, verdict: 'passed' as const }];
  const outcome = { ...scored, shortlist: [{ ...first!, evidence }] };
  expect(textOf(outcome)).toContain('train-small: 0.0312 over 1 instance');
  const inShares = resultText(outcome, { ...header, scoreUnit: '%' }, keptTerminal('/home/ada'));
  expect(inShares).toContain('train-small: 3.12 % over 1 instance');
  expect(inShares).toMatch(/best fit +4\.50 % +4\.49 % +4\.51 %/);
});

test('what came closest may have got all cases right, and not be good enough', () => {
  const { candidate, source, stage } = exhausted.closest!;
  const note = 'It scores 0.04, which is not better than the baseline parabola with 0.0307.';
  const all = { verdict: 'failed', passed: 24, total: 24, score: 0.04, note } as const;
  const closest = { candidate, source, stage, ...all };
  expect(textOf({ ...exhausted, closest }).replaceAll(/\s+/gu, ' ')).toContain(
    `What came closest: ${note} (examples)`,
  );
});

test('the line that starts it again says that it does so without the answers given', () => {
  const answers = [{ args: [1, 1, 2], result: 1 }];
  expect(textOf({ ...exhausted, answers })).toContain('# without the answers you gave');
  expect(textOf(exhausted)).not.toContain('# without');
});

test('what came closest may have crashed', () => {
  const { candidate, source, stage } = exhausted.closest!;
  const note = 'TypeError: a.map is not a function';
  const closest = { candidate, source, stage, verdict: 'crashed', note } as const;
  expect(textOf({ ...exhausted, closest })).toContain(
    `  What came closest crashed: ${note} (examples)\n     export function median3`,
  );
});

test('a cost says what of it is estimated, and what has no known price', () => {
  const cost = { inputTokens: 4000, outputTokens: 2000, requests: 9, dollars: 0.125 };
  const estimated = { tokens: 1200, dollars: 0.03 };
  expect(textOf({ ...survived, cost })).not.toContain('estimated');
  const text = textOf({ ...survived, cost: { ...cost, estimated, unpricedTokens: 700 } });
  expect(text).toContain('no price is known for 700 tokens');
  expect(text).toContain('of these up to 1.20 k tokens, $0.03 estimated');
});

test('where words were unclear, and what a person said, stands in the result as well', () => {
  const choices = [-30, -40].map((result) => ({ result, share: 0.5, means: [] }));
  const drafted = {
    words: 'round to the nearest ten',
    name: 'roundToTen',
    meanings: 2,
    unclear: [{ args: [-35], choices, answer: -40 }],
    refused: {},
    otherHeads: [],
    isStranded: false,
    cost: { inputTokens: 0, outputTokens: 0, requests: 0, dollars: 0 },
  };
  expect(textOf({ ...survived, drafted })).toContain(
    '  The words were unclear here:\n       roundToTen(-35): -30 or -40?  you said -40\n',
  );
});

test('of a file what changed is shown, and where the whole of it lies', () => {
  const initial = Array.from({ length: 300 }, (_, at) => `x${at} = ${at}`).join('\n');
  const source = initial.replace('x150 = 150', 'x150 = 7');
  const [first] = survived.shortlist;
  const finalist = { ...first!, source, files: ['/home/ada/.sluice/runs/r8k2m4pq/1-pack.py'] };
  const file = { path: 'src/pack.py', initial };
  const terminal = keptTerminal('/home/ada');
  const one = { ...survived, shortlist: [finalist] };
  const text = resultText(one, { ...header, file }, terminal);
  expect(text).toContain(`
     ⋮ 148 lines
       x148 = 148
       x149 = 149
     - x150 = 150
     + x150 = 7
       x151 = 151
       x152 = 152
     ⋮ 147 lines
     the whole file: .sluice/runs/r8k2m4pq/1-pack.py
`);
  const rewritten = { ...finalist, source: source.replaceAll('x', 'y') };
  const long = resultText({ ...one, shortlist: [rewritten] }, { ...header, file }, terminal);
  expect(long).toContain('… 560 lines more');
  expect(long.split('\n').length).toBeLessThan(70);
  const same = { ...finalist, source: initial };
  const none = resultText({ ...one, shortlist: [same] }, { ...header, file }, terminal);
  expect(none).toContain('src/pack.py as it was');
});

test('a run that heard no reply says that its model needs more time', () => {
  const unheard = { ...exhausted.counts, run: 0, missing: { 'cut off': 8 } };
  expect(textOf({ ...exhausted, counts: unheard })).toContain('No reply was whole when the time');
  expect(textOf({ ...exhausted, counts: { ...unheard, run: 1 } })).not.toContain('No reply');
});
