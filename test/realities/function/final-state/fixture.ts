import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../../src/adapters/system/seeded-random.ts';
import type { Candidate } from '../../../../src/domain/candidate.ts';
import type { Evidence, Measures } from '../../../../src/domain/evidence.ts';
import type { Example } from '../../../../src/domain/function.ts';
import type { FunctionProblem } from '../../../../src/domain/problem.ts';
import type { Counts, Milestone, RunEvent, RunHeader } from '../../../../src/domain/run.ts';
import type { Finalist, Reference } from '../../../../src/domain/shortlist.ts';
import { mean } from '../../../../src/domain/mean-interval.ts';
import type { Random } from '../../../../src/ports/random.ts';
import type { Stage } from '../../../../src/ports/reality.ts';
import type { PageExtra } from '../../../../src/realities/function/final-state/fold.ts';
import { pageData } from '../../../../src/realities/function/final-state/fold.ts';
import { renderPage } from '../../../../src/realities/function/final-state/page.ts';

/** A run as the page is made of it. */
export interface Fixture {
  readonly header: RunHeader;
  readonly events: readonly RunEvent[];
  readonly extra: PageExtra;
}

const stage = (name: string, audience: Stage['audience'], hard = true): Stage => ({
  name,
  audience,
  hard,
  selective: false,
  varies: false,
});

function candidate(step: number, source: string, strategy: string): Candidate {
  return {
    id: createHash('sha256').update(source).digest('hex').slice(0, 16),
    source,
    parents: [],
    strategy,
    tokens: 12,
    costUsd: 0,
    model: 'grammar',
    step,
    island: step % 4,
  };
}

interface Seen {
  readonly passed?: number;
  readonly total: number;
  readonly scores?: readonly number[];
  readonly measures?: Measures;
  readonly behaviour?: string;
}

function passedStage(of: Candidate, name: string, { passed, total, ...rest }: Seen): Evidence {
  const base = { candidate: of.id, stage: name, wallMs: 1, total, ...rest };
  return passed !== undefined && passed < total
    ? { ...base, verdict: 'failed', passed, feedback: `${total - passed} of ${total} were wrong` }
    : { ...base, verdict: 'passed', passed: total };
}

const versions = { sluice: '0.1.0', node: '24.21.0', platform: 'linux x64', grammar: '1' };

function headerOf(id: string, intent: string, specPath: string, seconds: number): RunHeader {
  return {
    id,
    startedAtMs: Date.UTC(2026, 2, 12, 10, 4),
    intent,
    specPath,
    spec: '{}',
    seed: 1,
    models: ['grammar'],
    budget: { seconds },
    lag: 4,
    sluiceVersion: versions.sluice,
  };
}

function recorded(all: readonly (readonly [Candidate, readonly Evidence[]])[]): RunEvent[] {
  return all.flatMap(([made, evidence]): RunEvent[] => [
    { kind: 'candidate', candidate: made },
    ...evidence.map((seen): RunEvent => ({ kind: 'evidence', evidence: seen })),
    { kind: 'admitted', candidate: made.id, admission: 'new' },
  ]);
}

const strategies = [
  'enumerate',
  'enumerate',
  'enumerate',
  'sample',
  'sample',
  'mutate',
  'cross',
  'join',
];
const pick = <T>(random: Random, options: readonly T[]): T =>
  options[random.below(options.length)]!;

const median = (a: number, b: number, c: number): Example => ({
  args: [a, b, c],
  result: [a, b, c].toSorted((left, right) => left - right)[1]!,
});

const medianSource = (body: string): string =>
  `export function median3(a: number, b: number, c: number): number {\n  ${body}\n}\n`;

const medianProblem: FunctionProblem = {
  kind: 'function',
  intent: 'The middle value of three numbers.',
  signature: {
    name: 'median3',
    params: ['a', 'b', 'c'].map((name) => ({ name, type: 'number' })),
    returns: 'number',
  },
  examples: [
    median(1, 2, 3),
    median(9, 4, 7),
    median(5, 8, 2),
    median(0, 10, 6),
    median(3, 1, 12),
    median(-4, 6, 0),
    median(100, 40, 70),
    median(2.5, 7, 4),
  ],
  judgement: { by: 'equality', tolerance: 1e-9 },
  constants: [],
};

const medianBodies = [
  'return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));',
  'return a + b + c - Math.max(a, b, c) - Math.min(a, b, c);',
  `// Whoever lies strictly between the two others.
  if ((b < a && a < c) || (c < a && a < b)) return a;
  return (a < b && b < c) || (c < b && b < a) ? b : c;`,
];

/** Median of three, by equality, with finalists that differ where two arguments are equal. */
export function medianFixture(survivors = 140): Fixture {
  const random = seededRandom('median');
  const stages = [
    stage('examples', 'everyone'),
    stage('properties', 'everyone'),
    stage('timing', 'everyone', false),
    stage('heldOut', 'nominees'),
  ];
  const bodies = [
    ...medianBodies,
    ...Array.from({ length: survivors }, () => {
      const [x, y, z] = pick<[string, string, string]>(random, [
        ['a', 'b', 'c'],
        ['b', 'c', 'a'],
        ['c', 'a', 'b'],
      ]);
      const zero = pick(random, [
        '',
        ' + 0',
        ` + (${z} - ${z})`,
        ' * 1',
        ` - Math.min(0, ${x} * ${x})`,
      ]);
      return pick(random, [
        `return Math.max(Math.min(${x}, ${y}), Math.min(Math.max(${x}, ${y}), ${z}))${zero};`,
        `return Math.min(Math.max(${x}, ${y}), Math.max(Math.min(${x}, ${y}), ${z}))${zero};`,
        `return ${x} + ${y} + ${z} - Math.max(${x}, ${y}, ${z}) - Math.min(${x}, ${y}, ${z})${zero};`,
        `return [${x}, ${y}, ${z}].sort((left, right) => left - right)[1]!${zero};`,
        `return (${x} - ${y}) * (${z} - ${x}) >= 0 ? ${x} : Math.min(Math.max(${y}, ${z}), Math.max(${x}, Math.min(${y}, ${z})))${zero};`,
      ]);
    }),
  ];
  const all = [...new Set(bodies)].map((body, index): [Candidate, Evidence[]] => {
    const made = candidate(
      index,
      medianSource(body),
      index === 2 ? 'split' : pick(random, strategies),
    );
    const size = body.match(/[\w.]+|[-+*/?]|[<>=&|]+/g)?.length ?? 0;
    const medianNs = Math.round(
      (body.includes('sort') ? 160 : 6) + size * (0.5 + random.float() * 0.8),
    );
    const behaviour = index === 2 ? 'strict' : index % 5 === 1 ? 'sum' : 'median';
    return [
      made,
      [
        passedStage(made, 'examples', { total: 8, behaviour, measures: { size } }),
        passedStage(made, 'properties', { total: 200 }),
        passedStage(made, 'timing', {
          total: 30,
          measures: {
            medianNs,
            medianNsLow: medianNs - 2,
            medianNsHigh: medianNs + 3,
            worstNs: medianNs * 4,
          },
        }),
        ...(index < 12 ? [passedStage(made, 'heldOut', { total: 3 })] : []),
      ],
    ];
  });
  const whys = [
    'Ranked first: the fastest (14 against 19 ns); right on every held-out case.',
    'The shortest to read aloud (17 against 19 tokens); rounds where the sum is large.',
    'Answers 2 for median3(1, 1, 2) where number 1 answers 1.',
  ];
  const finalists = whys.map((why, index): Finalist => {
    const [made, evidence] = all[index]!;
    const measures = Object.assign(
      {},
      ...evidence.map((seen) => ('measures' in seen ? seen.measures : {})),
    );
    return { rank: index + 1, candidate: made, why, evidence, measures };
  });
  const milestones: Milestone[] = [
    [3, 120, 0.25],
    [9, 2_400, 0.375],
    [31, 17_000, 0.625],
    [170, 88_000, 0.75],
    [402, 131_000, 1],
  ].map(([elapsedMs, candidates, quality]) => ({
    elapsedMs: elapsedMs!,
    candidates: candidates!,
    quality: quality!,
    candidate: all[0]![0].id,
  }));
  const counts: Counts = {
    proposed: 2_204,
    duplicates: 61,
    run: 2_143,
    survived: 412,
    verdicts: { passed: 412, failed: 1_702, timedOut: 9, crashed: 3, rejected: 17 },
    considered: {
      tokens: 13_402_118,
      generated: 1_412_906,
      distinct: 1_266_340,
      runOnOne: 1_201_877,
      runOnAll: 214_556,
      new: 98_120,
      covered: 18_222_440,
    },
  };
  const disagreement = (args: [number, number, number], results: [number, number, number]) => ({
    args,
    results: finalists.map((finalist, index) => ({
      candidate: finalist.candidate.id,
      result: results[index]!,
    })),
  });
  return {
    header: headerOf('r7k2m9q4', medianProblem.intent, '/home/ada/specs/median3.sluice.json', 10),
    events: [
      ...recorded(all),
      ...milestones.map((milestone): RunEvent => ({ kind: 'milestone', milestone })),
      {
        kind: 'checkpoint',
        step: 812,
        elapsedMs: 9_871,
        counts,
        cost: noCost,
        archive: {},
        model: {},
      },
      {
        kind: 'shortlisted',
        finalists,
        disagreements: [
          disagreement([1, 1, 2], [1, 1, 2]),
          disagreement([1e16, 1, -1e16], [1, 0, 1]),
          disagreement([0, -3, 0], [0, 0, -3]),
        ],
        compared: 12,
      },
      { kind: 'presented', files: ['/home/ada/.sluice/runs/r7k2m9q4/index.html'] },
      { kind: 'ended', status: 'survived', elapsedMs: 9_902, counts, cost: noCost },
    ],
    extra: {
      problem: medianProblem,
      stages,
      objectives: [
        { name: 'size', direction: 'minimise', weight: 0.6 },
        { name: 'medianNs', direction: 'minimise', weight: 0.3 },
      ],
      ledgerPath: '/home/ada/.sluice/ledger.sqlite',
      versions,
      outcome: { version: 1, run: 'r7k2m9q4', status: 'survived', intent: medianProblem.intent },
    },
  };
}

const noCost = { inputTokens: 0, outputTokens: 0, requests: 0, dollars: 0 };

const packingProblem: FunctionProblem = {
  kind: 'function',
  intent: 'Choose the bin for each arriving item, so that as few bins as possible are opened.',
  signature: {
    name: 'priority',
    params: ['item', 'remaining', 'capacity'].map((name) => ({ name, type: 'number' })),
    returns: 'number',
  },
  examples: [],
  judgement: { by: 'score', direction: 'minimise' },
  constants: [],
};

const packingSource = (body: string): string =>
  `export function priority(item: number, remaining: number, capacity: number): number {\n  ${body}\n}\n`;

const packingBodies = [
  `const gap = remaining - item;
  // Nearly full is good, exactly full is best, and a middling gap wastes a bin.
  if (gap === 0) return capacity * capacity;
  const waste = gap < 0.12 * capacity ? gap : capacity - gap;
  return (item * item) / (waste * waste + 1) - gap / capacity;`,
  `const gap = remaining - item;
  return gap < 2 ? capacity - gap : -Math.abs(gap - 0.7 * capacity) / (item + 1);`,
  `return remaining / (remaining - item + 0.5) - (remaining > 0.8 * capacity ? 3 : 0);`,
];

/** Online bin packing, by a score to be minimised, held against two baselines and a publication. */
export function packingFixture(survivors = 320): Fixture {
  const random = seededRandom('packing');
  const stages = [
    stage('train', 'everyone'),
    stage('timing', 'everyone', false),
    stage('validate', 'nominees'),
    stage('final', 'finalists', false),
  ];
  const excesses = [0.0066, 0.0074, 0.0092];
  const scores = (centre: number, count: number) =>
    Array.from({ length: count }, () => centre * (0.85 + 0.3 * random.float()));
  const all = Array.from({ length: survivors }, (_, index): [Candidate, Evidence[], number] => {
    const threshold = (0.05 + random.float() * 0.9).toFixed(5);
    const body =
      packingBodies[index] ??
      pick(random, [
        `return remaining / (remaining - item + ${threshold});`,
        `const gap = remaining - item;\n  return gap < ${threshold} * item ? capacity - gap : gap / capacity;`,
        `return -Math.abs(remaining - item - ${threshold} * capacity) + item * ${index % 7};`,
      ]);
    const made = candidate(index, packingSource(body), pick(random, strategies));
    const size = (body.match(/[\w.]+|[-+*/?<>=]+/g)?.length ?? 0) + random.below(9);
    const excess = excesses[index] ?? 0.007 + 0.031 * random.float() ** 1.5 + 0.15 / (size + 6);
    const medianNs = 3 + size * 0.4 + random.float() * 4;
    return [
      made,
      [
        passedStage(made, 'train', {
          total: 12,
          scores: scores(excess, 12),
          behaviour: `b${index % 60}`,
          measures: { size },
        }),
        passedStage(made, 'timing', {
          total: 30,
          measures: { medianNs, medianNsLow: medianNs * 0.96, medianNsHigh: medianNs * 1.07 },
        }),
        ...(index < 24
          ? [passedStage(made, 'validate', { total: 20, scores: scores(excess * 1.03, 20) })]
          : []),
        ...(index < 3
          ? [passedStage(made, 'final', { total: 5, scores: scores(excess * 1.05, 5) })]
          : []),
      ],
      excess,
    ];
  });
  const whys = [
    'Ranked first: the best score (0.0066 against 0.0074).',
    'The best score of those on one line (0.0074); half as long as the first.',
    'The shortest (16 against 23 tokens) and the fastest (9.8 against 13.1 ns).',
  ];
  const finalists = whys.map((why, index): Finalist => {
    const [made, evidence, excess] = all[index]!;
    const measures = Object.assign(
      {},
      ...evidence.map((seen) => ('measures' in seen ? seen.measures : {})),
    );
    const score = {
      train: excess,
      validate: excess * 1.02,
      final: excess * 1.05,
      interval: [excess * 0.97, excess * 1.15] as const,
    };
    return { rank: index + 1, candidate: made, why, evidence, score, measures };
  });
  const references: Reference[] = [
    {
      name: 'first fit',
      kind: 'baseline',
      score: { train: 0.0431, validate: 0.0427, final: 0.0423 },
    },
    {
      name: 'best fit',
      kind: 'baseline',
      score: { train: 0.0401, validate: 0.0402, final: 0.0398 },
    },
    {
      name: 'FunSearch',
      kind: 'published',
      score: { train: 0.0072, validate: 0.007, final: 0.0068 },
    },
  ];
  const milestones = [
    0.0398, 0.0311, 0.0264, 0.0192, 0.0171, 0.0134, 0.0112, 0.0087, 0.0079, 0.0071, 0.0066,
  ].map((excess, index): Milestone => ({
    elapsedMs: Math.round(180 * 1.62 ** index),
    candidates: Math.round(14 * 1.68 ** index),
    quality: -excess,
    candidate: all[Math.max(0, 10 - index)]![0].id,
  }));
  const counts: Counts = {
    proposed: 6_114,
    duplicates: 402,
    run: 5_712,
    survived: 1_876,
    verdicts: { passed: 1_876, failed: 3_790, timedOut: 46, crashed: 0, rejected: 0 },
    considered: {
      tokens: 141_332,
      generated: 6_114,
      distinct: 5_712,
      runOnOne: 5_712,
      runOnAll: 4_020,
      new: 3_377,
      covered: 0,
    },
  };
  return {
    header: headerOf(
      'r3w8p1xd',
      packingProblem.intent,
      '/home/ada/sluice/examples/bin-packing/weibull.sluice.ts',
      25,
    ),
    events: [
      ...recorded(all.map(([made, evidence]) => [made, evidence] as const)),
      ...milestones.map((milestone): RunEvent => ({ kind: 'milestone', milestone })),
      { kind: 'references', references },
      {
        kind: 'checkpoint',
        step: 930,
        elapsedMs: 24_902,
        counts,
        cost: noCost,
        archive: {},
        model: {},
      },
      {
        kind: 'shortlisted',
        finalists,
        disagreements: [
          {
            args: [30, 60, 100],
            results: finalists.map(({ candidate: made }, index) => ({
              candidate: made.id,
              result: [900 / 4901, -0.5, 1.9672][index]!,
            })),
          },
        ],
        compared: 24,
      },
      { kind: 'presented', files: ['/home/ada/sluice/.sluice/runs/r3w8p1xd/index.html'] },
      { kind: 'ended', status: 'survived', elapsedMs: 25_640, counts, cost: noCost },
    ],
    extra: {
      problem: packingProblem,
      stages,
      objectives: [
        { name: 'score', direction: 'minimise', weight: 1 },
        { name: 'size', direction: 'minimise', weight: 0.2 },
        { name: 'medianNs', direction: 'minimise', weight: 0.1 },
      ],
      ledgerPath: '/home/ada/sluice/.sluice/ledger.sqlite',
      versions,
      outcome: {
        version: 1,
        run: 'r3w8p1xd',
        status: 'survived',
        means: all.slice(0, 3).map((one) => mean([one[2]])),
      },
    },
  };
}

/** A budget spent in vain: nothing survived, one candidate came close. */
export function exhaustedFixture(): Fixture {
  const { header, events, extra } = medianFixture(0);
  const made = candidate(9, medianSource('return Math.max(a, Math.min(b, c));'), 'enumerate');
  return {
    header,
    extra,
    events: [
      { kind: 'candidate', candidate: made },
      {
        kind: 'evidence',
        evidence: passedStage(made, 'examples', { passed: 6, total: 8, measures: { size: 7 } }),
      },
      {
        kind: 'milestone',
        milestone: { elapsedMs: 40, candidates: 900, quality: 0.75, candidate: made.id },
      },
      ...events.filter(({ kind }) => kind === 'checkpoint'),
      ...events
        .filter((event) => event.kind === 'ended')
        .map((event) => ({ ...event, status: 'exhausted' as const, elapsedMs: 10_004 })),
    ],
  };
}

/** Candidates that loop, throw and return what is no value, or else look for a network. */
export function misbehavingFixture(): Fixture {
  const { header, events, extra } = medianFixture(0);
  const bodies = [
    'while (a >= 0) {}\n  return 2;',
    "if (a >= 0) throw new Error('no such case');\n  return 2;",
    'return a >= 0 ? (new Map([[a, a]]) as never) : (fetch(`http://127.0.0.1:${b}`) as never);',
  ];
  return {
    header,
    extra,
    events: events.map((event) =>
      event.kind === 'shortlisted'
        ? {
            ...event,
            finalists: event.finalists.map((finalist, index) => ({
              ...finalist,
              candidate: { ...finalist.candidate, source: medianSource(bodies[index]!) },
            })),
          }
        : event,
    ),
  };
}

/** The text `value` wherever a stranger's text may stand; the sources hold it as a string. */
export function hostileFixture(value: string, name = 'median3'): Fixture {
  const source = `export function ${name}() {\n  return ${JSON.stringify(value)}; // ${value.replace(/[\n\r\u2028\u2029]/g, ' ')}\n}`;
  const { header, events, extra } = medianFixture(6);
  return {
    header: { ...header, intent: value, specPath: value, models: [value] },
    events: events.map((event): RunEvent => {
      if (event.kind === 'candidate') {
        return { ...event, candidate: { ...event.candidate, strategy: value, source } };
      }
      if (event.kind !== 'shortlisted') return event;
      const finalists = event.finalists.map((finalist) => ({
        ...finalist,
        why: value,
        candidate: { ...finalist.candidate, source, strategy: value },
      }));
      const results = finalists.map((finalist, index) => ({
        candidate: finalist.candidate.id,
        result: value + index,
      }));
      return { ...event, finalists, disagreements: [{ args: [value], results }] };
    }),
    extra: {
      ...extra,
      problem: {
        ...extra.problem,
        signature: { name, params: [{ name: value, type: value }], returns: value },
        examples: [{ args: [value], result: value }],
      },
      ledgerPath: value,
      versions: { sluice: value },
      outcome: { intent: value },
    },
  };
}

export const fixtures = {
  median: medianFixture,
  packing: packingFixture,
  exhausted: exhaustedFixture,
} as const;

export const render = ({ header, events, extra }: Fixture): string =>
  renderPage(pageData(header, events, extra));

// node test/realities/function/final-state/fixture.ts FOLDER writes the pages to look at.
if (import.meta.main) {
  const folder = process.argv[2] ?? '.';
  mkdirSync(folder, { recursive: true });
  for (const [name, make] of Object.entries(fixtures)) {
    writeFileSync(join(folder, `${name}.html`), render(make()));
  }
}
