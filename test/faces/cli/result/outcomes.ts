import type { Outcome, RunHeader } from '../../../../src/index.ts';

export const header: RunHeader = {
  id: 'r8k2m4pq',
  startedAtMs: 1_700_000_000_000,
  intent: 'The middle value of three numbers.',
  specPath: '/home/ada/specs/the middle.sluice.json',
  spec: '{}',
  seed: 7,
  models: ['grammar'],
  budget: { candidates: 2_000_000 },
  lag: 4,
  sluiceVersion: '0.1.0',
};

const nothing: Outcome = {
  version: 1,
  run: header.id,
  status: 'exhausted',
  intent: header.intent,
  seed: header.seed,
  elapsedMs: 9876,
  shortlist: [],
  disagreements: [],
  counts: {
    proposed: 1300,
    duplicates: 96,
    run: 1204,
    survived: 0,
    verdicts: { passed: 0, failed: 1192, timedOut: 3, crashed: 0, rejected: 9 },
    considered: {
      tokens: 57_000_000,
      generated: 6_412_003,
      distinct: 5_203_111,
      runOnOne: 5_203_111,
      runOnAll: 900_000,
      new: 400_000,
      covered: 0,
    },
  },
  cost: { inputTokens: 0, outputTokens: 0, requests: 0, dollars: 0 },
  references: [],
  compared: 0,
  answers: [],
  files: ['/home/ada/.sluice/runs/r8k2m4pq/index.html'],
};

export const exhausted: Outcome = {
  ...nothing,
  closest: {
    candidate: 'c9',
    source: 'export function median3(a: number, b: number, c: number): number {\n  return b;\n}\n',
    stage: 'examples',
    verdict: 'failed',
    passed: 5,
    total: 8,
  },
};

export const interrupted: Outcome = { ...nothing, status: 'interrupted', files: [] };

const evidence = [
  { stage: 'examples', verdict: 'passed', passed: 8, total: 8 },
  { stage: 'heldOut', verdict: 'passed', passed: 3, total: 3 },
  { stage: 'timing', verdict: 'passed' },
] as const;

export const survived: Outcome = {
  ...nothing,
  status: 'survived',
  counts: { ...nothing.counts, survived: 12 },
  compared: 12,
  shortlist: [
    {
      rank: 1,
      candidate: 'c1',
      source: `export function median3(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
`,
      model: 'grammar',
      why: 'The fastest of the three.',
      evidence,
      measures: {
        size: 11,
        heldOut: 1,
        medianNs: 41.2512,
        medianNsLow: 40,
        medianNsHigh: 42.5,
        worstMs: 0.002,
      },
      files: [],
    },
    {
      rank: 2,
      candidate: 'c2',
      source: 'export const median3 = (a: number, b: number, c: number): number => b;\u001b[2J\n',
      model: 'grammar',
      why: 'The shortest.',
      evidence: [
        ...evidence.slice(0, 1),
        { stage: 'heldOut', verdict: 'failed', passed: 1, total: 3 },
        {
          stage: 'types',
          verdict: 'failed',
          passed: 0,
          total: 1,
          note: "line 1, column 57: Type 'string' is not assignable to type 'number'.",
        },
      ],
      measures: { size: 1 },
      files: [],
    },
  ],
  disagreements: [
    {
      question: 'median3(1, 1, 2)',
      args: [1, 1, 2],
      results: [
        { candidate: 'c1', result: 1 },
        { candidate: 'c2', result: 2 },
      ],
    },
    {
      args: ["it's", [-0, NaN], true],
      results: [
        { candidate: 'c1', result: 'a' },
        { candidate: 'c2', result: 'b' },
      ],
    },
  ],
};

export const scored: Outcome = {
  ...survived,
  disagreements: [],
  shortlist: survived.shortlist.map((finalist) => ({
    ...finalist,
    score: {
      train: 0.0312 + finalist.rank / 1e4,
      validate: 0.0304,
      ...(finalist.rank === 1 ? { final: 0.03039 } : {}),
      interval: [0.029, 0.0318],
    },
  })),
  references: [
    {
      name: 'best fit',
      kind: 'baseline',
      score: { train: 0.045, validate: 0.0449, final: 0.0451 },
    },
    { name: 'FunSearch', kind: 'published', score: { final: 0.0311 } },
  ],
};
