import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Evidence } from '../../src/domain/evidence.ts';
import type { FunctionProblem } from '../../src/domain/problem.ts';
import { whyFewer } from '../../src/domain/shortlist.ts';
import { survivorOf, type Survivor } from '../../src/domain/survivor.ts';
import type { Objective, Stage } from '../../src/ports/reality.ts';
import { finalists, shortlist } from '../../src/shortlist/shortlist.ts';

const heldOutStage: Stage = {
  name: 'heldOut',
  audience: 'nominees',
  hard: false,
  selective: false,
  varies: false,
  split: 'heldOut',
};
const stages: readonly Stage[] = [
  { name: 'examples', audience: 'everyone', hard: true, selective: false, varies: false },
  heldOutStage,
  { name: 'validate', audience: 'nominees', hard: true, selective: false, varies: false },
];
const types: Stage = {
  name: 'types',
  audience: 'contenders',
  hard: false,
  selective: false,
  varies: false,
};
const objectives: readonly Objective[] = [
  { name: 'size', direction: 'minimise', weight: 0.5 },
  { name: 'medianNs', direction: 'minimise', weight: 0.2 },
];
const problem: FunctionProblem = {
  kind: 'function',
  intent: 'The middle value of three numbers.',
  signature: { name: 'median3', params: [{ name: 'a', type: 'number' }], returns: 'number' },
  examples: [],
  constants: [],
  judgement: { by: 'equality', tolerance: 0 },
};
const reality = { stages, objectives, problem };

interface Sketch {
  readonly id: string;
  readonly size: number;
  readonly medianNs: number;
  readonly behaviour: string;
  /** Held-out cases right, of four. */
  readonly heldOut: number;
  readonly beaten?: boolean;
}

function survivor({ id, size, medianNs, behaviour, heldOut, beaten }: Sketch): Survivor {
  const base = { candidate: id, wallMs: 0 };
  const evidence: Evidence[] = [
    { ...base, stage: 'examples', verdict: 'passed', passed: 8, total: 8, behaviour },
    heldOut === 4
      ? { ...base, stage: 'heldOut', verdict: 'passed', passed: 4, total: 4 }
      : { ...base, stage: 'heldOut', verdict: 'failed', passed: heldOut, total: 4, feedback: '' },
  ];
  if (beaten === true) {
    evidence.push({
      ...base,
      stage: 'validate',
      verdict: 'failed',
      passed: 0,
      total: 1,
      feedback: 'first fit does better',
    });
  }
  const candidate = {
    id,
    source: `export function f(): number { return ${id}; }`,
    parents: [],
    strategy: 'enumerate',
    model: 'grammar',
    tokens: size,
    costUsd: 0,
    step: 0,
    island: 0,
  };
  const folded = survivorOf(candidate, evidence);
  const interval = { medianNsLow: 0.9 * medianNs, medianNsHigh: 1.1 * medianNs };
  return { ...folded, measures: { size, medianNs, ...interval } };
}

/** With the verdict of the stage that tells contenders apart. */
const verdict = (one: Survivor, isFlawed: boolean): Survivor => {
  const base = { candidate: one.candidate.id, wallMs: 0, stage: 'types', total: 1 } as const;
  const seen: Evidence = isFlawed
    ? { ...base, verdict: 'failed', passed: 0, feedback: '' }
    : { ...base, verdict: 'passed', passed: 1 };
  return { ...one, evidence: [...one.evidence, seen] };
};

const sketches = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 99 }).map(String),
    size: fc.integer({ min: 1, max: 40 }),
    medianNs: fc.integer({ min: 5, max: 500 }),
    behaviour: fc.constantFrom('p', 'q', 'r', 's'),
    heldOut: fc.integer({ min: 0, max: 4 }),
  }),
  { selector: ({ id }) => id, maxLength: 20 },
);

const idsOf = (list: readonly Sketch[]) =>
  shortlist(list.map(survivor), reality).map((chosen) => chosen.survivor.candidate.id);

/** The reasons for two, of which the first takes 100 ns a call and the other as many as are given. */
function whyOf(medianNs: number): string[] {
  const survivors = [
    { id: '1', size: 5, medianNs: 100, behaviour: 'p', heldOut: 4 },
    { id: '2', size: 8, medianNs, behaviour: 'q', heldOut: 4 },
  ].map(survivor);
  return finalists(shortlist(survivors, reality), survivors, reality, []).map(({ why }) => why);
}

describe('shortlist', () => {
  it('is at most three, all different, whoever comes first', () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const survivors = list.map(survivor);
        const ids = shortlist(survivors, reality).map((chosen) => chosen.survivor.candidate.id);
        expect(ids.length).toBeLessThanOrEqual(3);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length > 0).toBe(list.some(({ heldOut }) => heldOut > 0));
        const reversed = shortlist(survivors.toReversed(), reality);
        expect(reversed.map((chosen) => chosen.survivor.candidate.id)).toEqual(ids);
      }),
    );
  });

  it('a flawed one comes after all that are as right, and never beside one that behaves alike', () => {
    const within = { ...reality, stages: [...stages, types] };
    fc.assert(
      fc.property(sketches, fc.array(fc.boolean(), { minLength: 20 }), (list, flaws) => {
        const survivors = list.map((sketch, index) => verdict(survivor(sketch), flaws[index]!));
        const three = shortlist(survivors, within);
        for (const [place, { isFlawed, generalisation, survivor: one }] of three.entries()) {
          if (!isFlawed) continue;
          const others = three.filter(
            (other) => !other.isFlawed && other.generalisation >= generalisation,
          );
          expect(others.every((other) => other.survivor.behaviour !== one.behaviour)).toBe(true);
          const later = three.slice(place + 1);
          expect(
            later.every((other) => other.isFlawed || other.generalisation < generalisation),
          ).toBe(true);
        }
        const [first] = three;
        const best = Math.max(...list.map(({ heldOut }) => heldOut)) / 4;
        const isAnyClean = list.some(
          ({ heldOut }, index) => heldOut / 4 === best && !flaws[index]!,
        );
        if (first !== undefined) expect(first.isFlawed).toBe(!isAnyClean);
      }),
    );
  });

  it('held-out evidence decides: the first generalises at least as well as every other', () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const [first] = shortlist(list.map(survivor), reality);
        const most = Math.max(...list.map(({ heldOut }) => heldOut)) / 4;
        if (first !== undefined) expect(first.generalisation).toBe(most);
      }),
    );
  });

  it('beside one that gets every held-out case right, none that gets one wrong is shown', () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const shares = shortlist(list.map(survivor), reality).map((each) => each.generalisation);
        if (shares.includes(1)) expect(new Set(shares)).toEqual(new Set([1]));
      }),
    );
  });

  it('from different clusters or with a stated difference; measured time ranks, but never admits', () => {
    const best = { id: '1', size: 5, medianNs: 10, behaviour: 'p', heldOut: 4 };
    const worseTwin = { id: '2', size: 9, medianNs: 20, behaviour: 'p', heldOut: 4 };
    const fasterTwin = { id: '3', size: 9, medianNs: 5, behaviour: 'p', heldOut: 4 };
    const other = { id: '4', size: 8, medianNs: 90, behaviour: 'q', heldOut: 4 };
    const chosen = shortlist([best, worseTwin, fasterTwin, other].map(survivor), reality);
    expect(chosen.map((each) => each.survivor.candidate.id).toSorted()).toEqual(['1', '4']);
  });

  it('one that needs far more tokens for the same examples is not what a person would consider', () => {
    const best = { id: '1', size: 12, medianNs: 90, behaviour: 'p', heldOut: 4 };
    const near = { id: '2', size: 17, medianNs: 90, behaviour: 'q', heldOut: 4 };
    const bent = { id: '3', size: 18, medianNs: 10, behaviour: 'r', heldOut: 4 };
    expect(idsOf([best, near, bent]).toSorted()).toEqual(['1', '2']);
    expect(idsOf([best, bent])).toEqual(['1']);
  });

  it('one that is longer and better in an objective is shown, and so is one that a score judges', () => {
    const [short, long] = [
      { id: '1', size: 5, medianNs: 90, behaviour: 'p', heldOut: 4 },
      { id: '2', size: 30, medianNs: 90, behaviour: 'q', heldOut: 4 },
    ].map(survivor) as [Survivor, Survivor];
    const branches = { name: 'branches', direction: 'minimise', weight: 0.1 } as const;
    const branching = { ...short, measures: { ...short.measures, branches: 2 } };
    const straight = { ...long, measures: { ...long.measures, branches: 0 } };
    const asked = { ...reality, objectives: [...objectives, branches] };
    expect(shortlist([branching, straight], asked).length).toBe(2);
    const other = writtenAs(long, 'return -a;');
    const scored = [short, other].map((each) => ({ ...each, score: 1, scores: [1] }));
    expect(shortlist(scored, reality).length).toBe(2);
  });

  it('says why there are fewer than three', () => {
    const finalist = {};
    expect(whyFewer([], 0)).toBeUndefined();
    expect(whyFewer([finalist, finalist, finalist], 9)).toBeUndefined();
    expect(whyFewer([finalist], 1)).toBe(
      'One and not three: nothing else survived that does otherwise.',
    );
    expect(whyFewer([finalist, finalist], 9)).toMatch(
      /^Two and not three: the others of the 9 compared do the same and are no better, get/,
    );
  });

  it('a nominee that fails a hard stage does not survive', () => {
    const beaten = { id: '1', size: 1, medianNs: 1, behaviour: 'p', heldOut: 4, beaten: true };
    const sound = { id: '2', size: 9, medianNs: 9, behaviour: 'q', heldOut: 1 };
    const chosen = shortlist([beaten, sound].map(survivor), reality);
    expect(chosen.map((each) => each.survivor.candidate.id)).toEqual(['2']);
  });

  it('one that gets no held-out case right does not survive, also where it is alone', () => {
    const table = { id: '1', size: 1, medianNs: 1, behaviour: 'p', heldOut: 0 };
    expect(shortlist([table].map(survivor), reality)).toEqual([]);
  });
});

const judgedByScore = {
  stages,
  objectives: [{ name: 'score', direction: 'maximise', weight: 1 }] satisfies Objective[],
  problem: { ...problem, judgement: { by: 'score', direction: 'maximise' } as const },
};

function scoring(id: string, score: number): Survivor {
  const sketch = { id, size: 5, medianNs: 100, behaviour: id, heldOut: 4 };
  return { ...survivor(sketch), score, scores: [score] };
}

const writtenAs = (one: Survivor, source: string): Survivor => ({
  ...one,
  candidate: { ...one.candidate, source },
});

const shown = (survivors: readonly Survivor[]): string[] =>
  shortlist(survivors, judgedByScore).map((chosen) => chosen.survivor.candidate.id);

it('of one formula with other numbers only the best that a score knows is shown', () => {
  const [first, second, other] = [scoring('1', 0.5), scoring('2', 0.4), scoring('3', 0.3)];
  expect(shown([second, first])).toEqual(['1']);
  expect(shown([second, first, writtenAs(other, 'return -a;')])).toEqual(['1', '3']);
});

describe('why', () => {
  it('claims no agreement of two that a score judges: nobody compared what they answer', () => {
    const scored = [scoring('1', 0.5), writtenAs(scoring('2', 0.4), 'return -a;')];
    const whys = finalists(shortlist(scored, judgedByScore), scored, judgedByScore, []).map(
      ({ why }) => why,
    );
    expect(whys).toEqual([
      'Ranked first: the best score (0.500 against 0.400).',
      'Another idea, which scores 0.400 where the first scores 0.500.',
    ]);
  });

  it('says in a sentence what sets each apart, and shows the case that tells it from another', () => {
    const survivors = [
      { id: '1', size: 5, medianNs: 100, behaviour: 'p', heldOut: 4 },
      { id: '2', size: 8, medianNs: 20, behaviour: 'q', heldOut: 4 },
    ].map(survivor);
    const chosen = shortlist(survivors, reality);
    const disagreement = {
      question: 'median3(1, 1, 2)',
      args: [1, 1, 2],
      results: [
        { candidate: '1', result: 1 },
        { candidate: '2', result: 2 },
      ],
    };
    const why = finalists(chosen, survivors, reality, [disagreement]).map((each) => each.why);
    expect(why[0]).toMatch(/^Ranked first: the shortest \(5 against 8 tokens\); answers 1 for /);
    expect(why[1]).toBe(
      'The fastest: 20 ns against 100 ns a call; answers 2 for median3(1, 1, 2) where number 1 answers 1.',
    );
  });

  it('tells of a difference in time only where one interval is twice the other', () => {
    expect(whyOf(40)[1]).toBe('The fastest: 40 ns against 100 ns a call.');
    for (const why of whyOf(41)) expect(why).not.toMatch(/ ns|fast/);
  });

  it('claims no agreement where time was over before answers were compared', () => {
    const survivors = [
      { id: '1', size: 5, medianNs: 100, behaviour: 'p', heldOut: 4 },
      { id: '2', size: 8, medianNs: 100, behaviour: 'q', heldOut: 4 },
    ].map(survivor);
    const chosen = shortlist(survivors, reality);
    const why = finalists(chosen, survivors, reality, undefined).map((each) => each.why);
    expect(why[1]).toBe('Written another way; no time was left to compare what they answer.');
    const compared = finalists(chosen, survivors, reality, []).map((each) => each.why);
    expect(compared[1]).toBe(
      'Written another way; it agreed with the others wherever all were run.',
    );
  });

  it('of equals says what none does better, and calls no rounding a difference', () => {
    const survivors = [
      { id: '1', size: 5, medianNs: 20, behaviour: 'p', heldOut: 4 },
      { id: '2', size: 5, medianNs: 20, behaviour: 'q', heldOut: 4 },
      { id: '3', size: 8, medianNs: 10, behaviour: 'r', heldOut: 4 },
    ].map(survivor);
    const chosen = shortlist(survivors, reality);
    const disagreement = {
      args: [1],
      results: [
        { candidate: '1', result: 0.3 },
        { candidate: '2', result: 0.1 + 0.2 },
        { candidate: '3', result: -0.3 },
      ],
    };
    const why = finalists(chosen, survivors, reality, [disagreement]).map((each) => each.why);
    expect(why.slice(0, 2).every((each) => each.includes('where number 3 answers -0.3'))).toBe(
      true,
    );
    expect(why.find((each) => each.startsWith('Ranked first'))).toContain('none is shorter');
  });
});

const scored = (id: string, score: number, size: number): Survivor => ({
  ...survivor({ id, size, medianNs: 1, behaviour: id, heldOut: 4 }),
  score,
});

it('of scores the clearly better stands first, however bad the worst and however short another is', () => {
  const compared = [
    scored('1', 0.87, 18),
    scored('2', 0.68, 36),
    scored('3', 0.94, 19),
    scored('4', 4.1, 3),
    scored('5', 0.9, 25),
    scored('6', 3.9, 5),
  ];
  const byScore = [
    { name: 'score', direction: 'minimise', weight: 1 },
    { name: 'size', direction: 'minimise', weight: 0.3 },
  ] as const;
  const [first] = shortlist(compared, { ...reality, objectives: byScore });
  expect(first?.survivor.candidate.id).toBe('2');
});

const called = (name: string, audience: Stage['audience'], split: Stage['split']): Stage => ({
  ...heldOutStage,
  name,
  audience,
  ...(split === undefined ? {} : { split }),
});

it('what a stage is for is data, whatever people call it: held-out cases rule out, splits are reported', () => {
  const own: readonly Stage[] = [
    called('a few rounds', 'everyone', 'train'),
    called('all rounds', 'everyone', 'train'),
    called('premises nobody saw (on trust)', 'nominees', 'heldOut'),
    called('fresh rounds', 'nominees', 'validate'),
    called('last rounds', 'finalists', 'final'),
  ];
  const taken = (id: string, right: number): Survivor => {
    const base = { candidate: id, wallMs: 0, passed: 1, total: 1 };
    const evidence = own.map(({ name }, at): Evidence =>
      name.startsWith('premises') && right === 0
        ? { ...base, stage: name, verdict: 'failed', passed: 0, feedback: '' }
        : { ...base, stage: name, verdict: 'passed', scores: [at + 1, at + 3] },
    );
    const { candidate } = survivor({ id, size: 1, medianNs: 1, behaviour: id, heldOut: 4 });
    return survivorOf(candidate, evidence);
  };
  const judging = { ...reality, stages: own, objectives: [] };
  const survivors = [taken('1', 1), taken('2', 0)];
  const chosen = shortlist(survivors, judging);
  expect(chosen.map((each) => each.survivor.candidate.id)).toEqual(['1']);
  const [first] = finalists(chosen, survivors, judging, []);
  expect(first?.score).toMatchObject({ train: 3, validate: 5, final: 6 });
  expect(first?.score?.interval?.[0]).toBeLessThan(6);
});
