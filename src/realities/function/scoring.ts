import { SluiceError } from '../../domain/errors.ts';
import type { Outcome } from '../../ports/sandbox.ts';
import { faultOf } from './stages/judging.ts';

/** One score an instance, or how it came to none. */
export type Scoring =
  | {
      readonly kind: 'scored';
      readonly scores: readonly number[];
      readonly wallMs: number;
      readonly fuel?: number;
    }
  | Extract<Outcome, { kind: 'timedOut' | 'crashed' | 'rejected' }>;

/** What the trials of one program come to, in their order. */
export function merge(outcomes: readonly Outcome[]): Scoring {
  const scores: number[] = [];
  let wallMs = 0;
  let fuel: number | undefined;
  for (const outcome of outcomes) {
    wallMs += outcome.wallMs;
    if (outcome.fuel !== undefined) fuel = (fuel ?? 0) + outcome.fuel;
    if (outcome.kind === 'scored') for (const score of outcome.scores) scores.push(score);
    else if (outcome.kind === 'timedOut' || outcome.kind === 'rejected') return outcome;
    else if (outcome.kind === 'crashed') return outcome;
    else throw new TypeError(`a score came back as ${outcome.kind}`);
  }
  return { kind: 'scored', scores, wallMs, ...(fuel === undefined ? {} : { fuel }) };
}

/** The scores of code that is the specification's own, and has no excuse. */
export function scoresOrThrow(outcome: Outcome, place: string): readonly number[] {
  if (outcome.kind === 'scored' && outcome.scores.every(Number.isFinite)) return outcome.scores;
  throw new SluiceError({
    fault: 'input',
    place,
    found:
      outcome.kind === 'scored'
        ? `the score ${String(outcome.scores.find((score) => !Number.isFinite(score)))}`
        : faultOf(outcome),
    wanted: 'a finite number for every instance',
    mend: 'Mend the specification: nothing can be compared with that.',
  });
}
