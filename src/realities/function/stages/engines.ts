import type { Candidate } from '../../../domain/candidate.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import { sameValue } from '../../../domain/value.ts';
import type { CallResult, FunctionSandbox, Outcome, Task, Trial } from '../../../ports/sandbox.ts';
import type { Audience } from '../../../ports/reality.ts';
import { showCall, showResult } from './compare.ts';
import { failureOnV8 } from './failure-on-v8.ts';
import {
  failureOf,
  programOf,
  type Bench,
  type JudgingStage,
  type SecondEngine,
} from './judging.ts';

/** What is run on both engines: a task, and what it may take. */
export type Rerun = Omit<Trial, 'program'>;

/** Engines differ in the last digits of what their mathematics returns. */
const rounding = 1e-9;

/**
 * Candidates that are about to take a cell, or to be shortlisted, are run again on V8, where
 * people will run them: one that does there what it did not do before goes no further.
 * - `v8-visible`, for whoever is about to take a cell: what everyone is judged by;
 * - `v8`, for contenders, each in a process of its own: held-out cases as well.
 */
export function v8Stages(
  bench: Bench,
  engine: SecondEngine,
  { visible, all }: { readonly visible: Rerun; readonly all: Rerun },
): JudgingStage[] {
  return [
    stageNamed('v8-visible', 'entrants', (batch, signal) =>
      onSecondThought(
        (some, on) => compared('v8-visible', bench, some, visible, on, signal),
        batch,
        engine,
      ),
    ),
    stageNamed('v8', 'contenders', (batch, signal) =>
      compared('v8', bench, batch, all, engine.alone, signal),
    ),
  ];
}

function stageNamed(name: string, audience: Audience, judge: JudgingStage['judge']): JudgingStage {
  return { name, audience, hard: true, selective: false, varies: false, judge };
}

type Compare = (batch: readonly Candidate[], on: FunctionSandbox) => AsyncIterable<Evidence>;

/**
 * What the quick process holds against a candidate is decided in one of the candidate's own. Where
 * that one says otherwise the quick one is spoiled, and would cost every later candidate as much.
 */
async function* onSecondThought(
  compare: Compare,
  batch: readonly Candidate[],
  { quick, alone }: SecondEngine,
): AsyncIterable<Evidence> {
  const first = await Array.fromAsync(compare(batch, quick));
  const doubted = batch.filter((_, index) => first[index]!.verdict !== 'passed');
  const decided = await Array.fromAsync(compare(doubted, alone));
  if (decided.some(({ verdict }) => verdict === 'passed')) quick.renew();
  for (const [index, seen] of first.entries()) {
    const at = doubted.indexOf(batch[index]!);
    yield at < 0 ? seen : decided[at]!;
  }
}

/** Runs each on both engines, and says whether they agree. */
async function* compared(
  stage: string,
  bench: Bench,
  batch: readonly Candidate[],
  rerun: Rerun,
  on: FunctionSandbox,
  signal: AbortSignal,
): AsyncIterable<Evidence> {
  const trials = batch.map((candidate) => ({ program: programOf(candidate, bench), ...rerun }));
  const [before, now] = await Promise.all([
    Array.fromAsync(bench.sandbox.run(trials, signal)),
    Array.fromAsync(on.run(trials, signal)),
  ]);
  for (const [index, { id: candidate }] of batch.entries()) {
    const seen = { candidate, stage };
    yield (
      failureOf(before[index]!, seen) ??
      failureOnV8(now[index]!, seen, rerun.limitMs) ??
      evidenceOf(before[index]!, now[index]!, seen, rerun.task, bench)
    );
  }
}

function evidenceOf(
  before: Outcome,
  now: Outcome,
  seen: { readonly candidate: string; readonly stage: string },
  task: Task,
  bench: Bench,
): Evidence {
  const apart = differences(before, now, task, bench);
  const total = sizeOf(now);
  const progress = { ...seen, wallMs: now.wallMs, passed: total - apart.length, total };
  if (apart.length === 0) return { ...progress, verdict: 'passed' };
  return {
    ...progress,
    verdict: 'failed',
    feedback: `On V8 it does something else than in QuickJS, where it was judged: ${apart[0]!}.`,
  };
}

const sizeOf = (outcome: Outcome): number =>
  outcome.kind === 'returned' ? outcome.results.length : scoresIn(outcome).length;

const scoresIn = (outcome: Outcome): readonly number[] =>
  outcome.kind === 'scored' ? outcome.scores : [];

/**
 * Where the engines differ, in words; a case that is held out is not shown, and nothing is told of
 * what V8 said: a candidate that has all of Node there would have it told to a model.
 */
function differences(before: Outcome, now: Outcome, task: Task, bench: Bench): string[] {
  const tolerance = Math.max(rounding, bench.spec.tolerance);
  if (task.kind === 'call' && before.kind === 'returned' && now.kind === 'returned') {
    const shown = bench.spec.problem.examples.length;
    return task.inputs.flatMap((args, index) => {
      const [there, here] = [before.results[index]!, now.results[index]!];
      if (isSame(there, here, tolerance)) return [];
      if (index >= shown) return ['on a case that it was not shown'];
      return [`${showCall(args, bench)} ${showResult(there)} in QuickJS, and not on V8`];
    });
  }
  const there = scoresIn(before);
  return scoresIn(now).flatMap((score, index) =>
    sameValue(score, there[index]!, tolerance)
      ? []
      : [`it scores ${there[index]} in QuickJS on instance ${index + 1}, and not on V8`],
  );
}

function isSame(there: CallResult, here: CallResult, tolerance: number): boolean {
  if (there.kind !== 'value' || here.kind !== 'value') return there.kind === here.kind;
  return sameValue(here.value, there.value, tolerance);
}
