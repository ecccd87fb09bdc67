import { noCost, noCounts } from '../../../src/domain/tally.ts';
import * as fc from 'fast-check';

import { verdicts, type Evidence } from '../../../src/domain/evidence.ts';
import type { Drafted } from '../../../src/domain/drafted.ts';
import type { RunEvent } from '../../../src/domain/run.ts';
import type { Value } from '../../../src/domain/value.ts';
import type { Reply } from '../../../src/ports/correspondence.ts';

/** Every double, and every string that JavaScript has: lone surrogates and NUL included. */
const figure = fc.double();
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('a\0b', '\ud800', "'); DROP TABLE runs; --", '$number'),
);
const count = fc.nat();
const id = fc.string({ unit: fc.constantFrom('0', '7', 'a', 'f'), minLength: 1, maxLength: 16 });
const primitive = fc.oneof(figure, fc.boolean(), text);
const value: fc.Arbitrary<Value> = fc.oneof(
  primitive,
  fc.constant(null),
  fc.array(primitive, { maxLength: 4 }),
  fc.dictionary(fc.string(), primitive, { maxKeys: 4 }),
);
const anyKey = fc.oneof(text, fc.constantFrom('$number', '$$number', '__proto__', 'size'));
const few = { maxKeys: 3 };
const measures = fc.dictionary(anyKey, figure, few);
const optional = { requiredKeys: [] as [] };

const candidate = fc.record({
  id,
  source: text,
  parents: fc.array(id, { maxLength: 2 }),
  strategy: text,
  program: text,
  tokens: count,
  costUsd: figure,
  model: text,
  step: count,
  island: count,
});

const judged = { candidate: id, stage: text, wallMs: figure };
const progress = {
  ...judged,
  passed: count,
  total: count,
  scores: fc.array(figure, { maxLength: 4 }),
  measures,
  behaviour: id,
};
const counterexample = fc.record({
  args: fc.array(value, { maxLength: 3 }),
  expected: value,
  actual: value,
});
const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({ ...progress, verdict: fc.constant('passed' as const) }),
  fc.record({
    ...progress,
    verdict: fc.constant('failed' as const),
    feedback: text,
    counterexample,
  }),
  fc.record({ ...judged, verdict: fc.constant('timedOut' as const), limitMs: figure }),
  fc.record({ ...judged, verdict: fc.constant('crashed' as const), error: text }),
  fc.record({ ...judged, verdict: fc.constant('rejected' as const), reason: text }),
);

const considered = fc.record({
  tokens: count,
  generated: count,
  distinct: count,
  runOnOne: count,
  runOnAll: count,
  new: count,
  covered: count,
});
const counts = fc.record({
  proposed: count,
  duplicates: count,
  run: count,
  survived: count,
  verdicts: fc.record(
    Object.fromEntries(verdicts.map((verdict) => [verdict, count])) as Record<
      (typeof verdicts)[number],
      typeof count
    >,
  ),
  considered,
});
const cost = fc.record({
  inputTokens: count,
  outputTokens: count,
  requests: count,
  dollars: figure,
});
/** What a part asks back on resuming: plain JSON, and every double. */
const opaque = fc.dictionary(
  anyKey,
  fc.oneof(figure, text, fc.constant(null), fc.dictionary(anyKey, fc.oneof(figure, text), few)),
  few,
);
const reference = fc.record({
  name: text,
  kind: fc.constantFrom('baseline' as const, 'published' as const),
  score: fc.record({ train: figure, validate: figure, final: figure }, optional),
});
const finalist = fc.record({
  rank: fc.integer({ min: 1, max: 3 }),
  candidate,
  why: text,
  evidence: fc.array(evidence, { maxLength: 2 }),
  score: fc.record({
    train: figure,
    validate: figure,
    final: figure,
    interval: fc.tuple(figure, figure),
  }),
  measures,
});

const drafted: fc.Arbitrary<Drafted> = fc.record(
  {
    words: text,
    name: text,
    meanings: count,
    unclear: fc.array(
      fc.record(
        {
          args: fc.array(value, { maxLength: 2 }),
          choices: fc.array(
            fc.record({ result: value, share: figure, means: fc.array(text, { maxLength: 2 }) }),
            { maxLength: 2 },
          ),
          answer: value,
        },
        { requiredKeys: ['args', 'choices'] },
      ),
      { maxLength: 2 },
    ),
    refused: fc.dictionary(anyKey, count, few),
    otherHeads: fc.array(text, { maxLength: 2 }),
    isStranded: fc.boolean(),
    cost,
  },
  {
    requiredKeys: ['words', 'meanings', 'unclear', 'refused', 'otherHeads', 'isStranded', 'cost'],
  },
);

const runEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({ kind: fc.constant('candidate' as const), candidate }),
  fc.record({ kind: fc.constant('evidence' as const), evidence }),
  fc.record({
    kind: fc.constant('admitted' as const),
    candidate: id,
    admission: fc.constantFrom('new' as const, 'improved' as const),
  }),
  fc.record({
    kind: fc.constant('milestone' as const),
    milestone: fc.record({ elapsedMs: figure, candidates: count, quality: figure, candidate: id }),
  }),
  fc.record({
    kind: fc.constant('checkpoint' as const),
    step: count,
    elapsedMs: figure,
    counts,
    cost,
    archive: opaque,
    model: opaque,
  }),
  fc.record({
    kind: fc.constant('references' as const),
    references: fc.array(reference, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('answered' as const),
    example: fc.record({ args: fc.array(value, { maxLength: 3 }), result: value }),
  }),
  fc.record({
    kind: fc.constant('shortlisted' as const),
    finalists: fc.array(finalist, { maxLength: 2 }),
    disagreements: fc.array(
      fc.record(
        {
          question: fc.string(),
          args: fc.array(value, { maxLength: 2 }),
          results: fc.array(fc.record({ candidate: id, result: value }), { maxLength: 2 }),
        },
        { requiredKeys: ['args', 'results'] },
      ),
      { maxLength: 2 },
    ),
    compared: count,
  }),
  fc.record({ kind: fc.constant('sized' as const), step: count, asks: count }),
  fc.record({
    kind: fc.constant('judged' as const),
    evidence: fc.array(evidence, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), step: count, judged: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('drafted' as const), drafted }),
  fc.record({
    kind: fc.constant('resumed' as const),
    budget: fc.record({ seconds: figure, candidates: count }, optional),
  }),
  fc.record({ kind: fc.constant('requested' as const), request: count, most: cost }),
  fc.record({ kind: fc.constant('settled' as const), request: count, cost }),
  fc.record({
    kind: fc.constant('ended' as const),
    status: fc.constantFrom('survived' as const, 'exhausted' as const, 'interrupted' as const),
    elapsedMs: figure,
    counts: fc.constant(noCounts),
    cost: fc.constant(noCost),
  }),
  fc.record({
    kind: fc.constant('presented' as const),
    files: fc.array(text, { maxLength: 2 }),
  }),
);

const sample = fc.record({ text, tokens: count, costUsd: count });
export const replies: fc.Arbitrary<Reply[]> = fc
  .array(
    fc.record({
      question: id,
      seed: count,
      samples: count,
      isCutOff: fc.boolean(),
      completion: fc.record({
        texts: fc.array(sample, { maxLength: 3 }),
        missing: fc.array(fc.record({ reason: text, samples: count }), { maxLength: 2 }),
        cost: fc.record({
          inputTokens: count,
          outputTokens: count,
          requests: count,
          dollars: count,
        }),
        isSpent: fc.boolean(),
      }),
    }),
    { maxLength: 4 },
  )
  .map((made) => structuredClone(made));

export const batches = fc
  .array(fc.array(runEvent, { maxLength: 5 }), { maxLength: 6 })
  // The library's records have no prototype; Sluice's are plain objects.
  .map((made) => structuredClone(made));
