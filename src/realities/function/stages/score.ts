import type { Candidate, CandidateId } from '../../../domain/candidate.ts';
import { hasPassed, type Evidence, type Measures } from '../../../domain/evidence.ts';
import {
  measuredAgain,
  timesForEveryone,
  timesForNominees,
} from '../../../domain/measured-again.ts';
import type { Split } from '../../../ports/sandbox.ts';
import { behaviourOfScores } from '../behaviour.ts';
import { measureSource } from '../measure-size.ts';
import type { References } from '../references.ts';
import type { ScoreBoard } from '../score-board.ts';
import type { Scoring } from '../scoring.ts';
import { failureOf, fuelOf, programOf, type Bench, type JudgingStage } from './judging.ts';

/** Every training stage but the last sees this share of the instances that the next one sees. */
const rungShare = 1 / 4;
/**
 * By fewer scores no two candidates are called alike, unless there are no more instances: on one
 * instance good candidates come to the same few figures, whatever they do.
 */
const tellingLeast = 4;
/** Candidates whose scores are kept for the stage after. */
const keptMost = 4096;

/**
 * The stages of a score: the training instances for everyone, a few first and more for those who
 * do well on them (the rungs of successive halving); `validate` for nominees, who must beat every
 * baseline on it; and `final` for the shortlist, where nothing is decided any more.
 */
export function scoreStages(
  bench: Bench,
  board: ScoreBoard,
  references: References,
): JudgingStage[] {
  const measured = (split: 'validate' | 'final'): JudgingStage['judge'] =>
    repeatedly(board.varies ? timesForNominees : 1, async function* (batch, signal) {
      const scorings = await scoreAll(bench, board, batch, split, 0, board.counts[split], signal);
      yield* evidenceOf(bench, board, split, batch, scorings, signal);
    });

  const validate: JudgingStage = {
    name: 'validate',
    audience: 'nominees',
    hard: true,
    selective: false,
    varies: board.varies,
    split: 'validate',
    async *judge(batch, signal) {
      const bars = await references.bars('validate', signal);
      for await (const seen of measured('validate')(batch, signal)) {
        yield againstBaselines(seen, bars, board);
      }
    },
  };

  const final: JudgingStage = {
    name: 'final',
    audience: 'finalists',
    hard: false,
    selective: false,
    varies: board.varies,
    split: 'final',
    judge: measured('final'),
  };

  return [...trainStages(bench, board), validate, final];
}

/** One a rung. What a candidate has scored on the rung below is not run again, at first. */
function trainStages(bench: Bench, board: ScoreBoard): JudgingStage[] {
  const kept = new Map<CandidateId, readonly number[]>();
  const times = board.varies ? timesForEveryone : 1;
  return rungsOf(board.counts.train).map((to, index, rungs): JudgingStage => {
    const name = to === board.counts.train ? 'train' : `train-${to}`;
    return {
      name,
      audience: 'everyone',
      hard: true,
      selective: true,
      varies: board.varies,
      split: 'train',
      judge: repeatedly(times, async function* (batch, signal, fuelMost) {
        const before = batch.map(({ id }) => kept.get(id));
        const below = rungs[index - 1] ?? 0;
        const from = before.every((scores) => scores?.length === below) ? below : 0;
        const fresh = await scoreAll(bench, board, batch, 'train', from, to, signal, fuelMost);
        const scorings = fresh.map((scoring, position) =>
          scoring.kind === 'scored' && from > 0
            ? { ...scoring, scores: [...before[position]!, ...scoring.scores] }
            : scoring,
        );
        scorings.forEach((scoring, position) => {
          if (scoring.kind === 'scored') keep(kept, batch[position]!.id, scoring.scores);
        });
        yield* evidenceOf(bench, board, name, batch, scorings, signal);
      }),
      recall(seen) {
        if (hasPassed(seen) && seen.scores !== undefined) keep(kept, seen.candidate, seen.scores);
      },
    };
  });
}

/** The same, taken so often and as one. */
function repeatedly(times: number, judge: JudgingStage['judge']): JudgingStage['judge'] {
  if (times === 1) return judge;
  return async function* (batch, signal, fuelMost) {
    const once = (candidates: readonly Candidate[]): Promise<Evidence[]> =>
      Array.fromAsync(judge(candidates, signal, fuelMost));
    yield* await measuredAgain(
      batch,
      Array.from({ length: times }, () => once),
    );
  };
}

/** How many instances each training stage sees: all in the last, ever fewer before. */
function rungsOf(count: number): readonly number[] {
  const rungs = [count];
  while (rungs[0]! * rungShare >= 1) rungs.unshift(Math.ceil(rungs[0]! * rungShare));
  return rungs;
}

async function scoreAll(
  bench: Bench,
  board: ScoreBoard,
  batch: readonly Candidate[],
  split: Split,
  from: number,
  to: number,
  signal: AbortSignal,
  fuelMost?: number,
): Promise<Scoring[]> {
  const programs = batch.map((candidate) => programOf(candidate, bench));
  return Array.fromAsync(board.score(programs, split, from, to, signal, fuelMost));
}

async function* evidenceOf(
  bench: Bench,
  board: ScoreBoard,
  stage: string,
  batch: readonly Candidate[],
  scorings: readonly Scoring[],
  signal: AbortSignal,
): AsyncIterable<Evidence> {
  const sound = scorings.map((scoring) =>
    scoring.kind === 'scored' && scoring.scores.every(Number.isFinite) ? scoring.scores : undefined,
  );
  const lists = sound.filter((scores) => scores !== undefined);
  const measured = await measuresOf(board, stage, lists, signal);
  const telling = Math.min(tellingLeast, board.counts.train);
  let next = 0;
  for (const [index, scoring] of scorings.entries()) {
    const candidate = batch[index]!;
    const seen = { candidate: candidate.id, stage };
    const scores = sound[index];
    yield scoring.kind !== 'scored'
      ? failureOf(scoring, seen)!
      : scores === undefined
        ? noScore(scoring, seen)
        : {
            ...seen,
            wallMs: scoring.wallMs,
            ...fuelOf(scoring),
            verdict: 'passed',
            passed: scores.length,
            total: scores.length,
            scores,
            measures: {
              ...measureSource(candidate.source, bench.spec.problem.signature.name),
              ...measured[next++]!,
            },
            ...(scores.length < telling ? {} : { behaviour: behaviourOfScores(scores) }),
          };
  }
}

/** What is measured of each list of scores: the one that they fold into, with its interval. */
async function measuresOf(
  board: ScoreBoard,
  stage: string,
  lists: readonly (readonly number[])[],
  signal: AbortSignal,
): Promise<readonly Measures[]> {
  if (lists.length === 0) return [];
  const folded = await board.aggregate(lists, signal);
  // While everyone climbs, resampling for each would cost more than judging it.
  const isReported = stage === 'validate' || stage === 'final';
  const intervals = isReported ? await board.intervals(lists, signal) : undefined;
  return folded.map((score, index) => {
    const [scoreLow, scoreHigh] = intervals?.[index] ?? [];
    if (scoreLow === undefined || scoreHigh === undefined) return { score };
    return { score, scoreLow, scoreHigh };
  });
}

function noScore(
  { scores, wallMs }: Extract<Scoring, { kind: 'scored' }>,
  seen: { readonly candidate: CandidateId; readonly stage: string },
): Evidence {
  const at = scores.findIndex((score) => !Number.isFinite(score));
  return {
    ...seen,
    wallMs,
    verdict: 'failed',
    passed: scores.filter(Number.isFinite).length,
    total: scores.length,
    feedback: `Its score on instance ${at + 1} of ${scores.length} is ${scores[at]}; it must be a finite number.`,
  };
}

/** A survivor beats every baseline; its evidence stays whole when it does not. */
function againstBaselines(
  seen: Evidence,
  baselines: readonly { readonly name: string; readonly score: number }[],
  board: ScoreBoard,
): Evidence {
  const score = seen.verdict === 'passed' ? seen.measures?.['score'] : undefined;
  if (seen.verdict !== 'passed' || score === undefined) return seen;
  const unbeaten = baselines.find((baseline) => !board.isBetter(score, baseline.score));
  if (unbeaten === undefined) return seen;
  return {
    ...seen,
    verdict: 'failed',
    feedback: `It scores ${score.toPrecision(6)}, which is not better than the baseline ${unbeaten.name} with ${unbeaten.score.toPrecision(6)}.`,
  };
}

function keep(
  kept: Map<CandidateId, readonly number[]>,
  id: CandidateId,
  scores: readonly number[],
): void {
  kept.set(id, scores);
  if (kept.size <= keptMost) return;
  const [oldest] = kept.keys();
  kept.delete(oldest ?? id);
}
