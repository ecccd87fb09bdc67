import { attack } from '../attack/attack.ts';
import { corpus } from '../attack/corpus.ts';
import type { Attack, Breach } from '../domain/breach.ts';
import { SluiceError } from '../domain/errors.ts';
import type { FunctionProblem } from '../domain/problem.ts';
import type { RunHeader } from '../domain/run.ts';
import { climb, nominate, openTerms, type Climb } from '../gauntlet/climb.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import type { Outcome } from '../reports/outcome.ts';
import type { SolveOptions } from './options.ts';
import type { Specification } from './specification.ts';

/**
 * What a trial of a cheat may spend, in units of its engine: cheats are short, and so the attack is
 * bounded by work. In milliseconds, where the specification's own code takes its time or the
 * machine is busy: how long it may take where it warns, and where it decides.
 */
const fuelMost = 200;
const warningMs = 3000;
const decidingMs = 60_000;

export interface Attacked {
  readonly spec: Specification;
  readonly header: RunHeader;
  readonly random: Random;
  readonly clock: Clock;
  readonly outcome: () => Outcome;
}

/**
 * Turns the corpus of cheats on a specification of a function before anything is spent on it, and
 * tells of those that it would let through; with `strict` they are an error of fault `input`.
 * Answers what it found; nothing where it was not asked for, or where the specification is refused
 * anyway. The search draws nothing from what is drawn here.
 */
export async function attackFirst(
  { spec, header, random, clock, outcome }: Attacked,
  { strict = false, warn, ...machine }: SolveOptions,
  interrupt: AbortSignal,
): Promise<Attack | undefined> {
  const { problem } = spec;
  if ((warn === undefined && !strict) || problem.kind !== 'function') return undefined;
  const deadline = clock.deadline(strict ? decidingMs : warningMs);
  const signal = AbortSignal.any([interrupt, deadline]);
  const opening = {
    header,
    answers: [],
    random,
    machine: { ...machine, workers: 1 },
    hostile: true,
    signal,
    outcome,
  };
  const found = await attackOn({ ...spec, problem }, opening, signal, strict);
  if (interrupt.aborted || found === undefined) return undefined;
  if (!strict) warn?.(found);
  else if (found.breaches.length > 0) throw letsThrough(spec, found.breaches);
  else if (found.untried > 0) throw undecided(spec, found);
  return found;
}

const nothingFound: Attack = { breaches: [], untried: corpus.length };

async function attackOn(
  spec: Specification & { readonly problem: FunctionProblem },
  opening: Parameters<Specification['open']>[0],
  signal: AbortSignal,
  strict: boolean,
): Promise<Attack | undefined> {
  let reality: Reality;
  try {
    reality = await spec.open(opening);
  } catch (error) {
    if (signal.aborted) return nothingFound;
    if (strict) throw error;
    // The search opens it too, on its own terms, and then says what is wrong.
    return undefined;
  }
  try {
    const isHeldOut = reality.stages.some(
      (stage) => stage.audience === 'nominees' && mayDecide(stage),
    );
    const judging = throughEverything(reality);
    return await attack({ problem: spec.problem, isHeldOut }, judging, signal);
  } finally {
    await reality.close();
  }
}

/** A score that varies decides as well; time, which is soft and varies, never admits. */
const mayDecide = ({ hard, varies }: Reality['stages'][number]): boolean => hard || !varies;

/** All that decides: the stages for everyone, then those for nominees; time never admits. */
function throughEverything(reality: Reality) {
  const deciding: Pick<Reality, 'stages' | 'judge'> = {
    stages: reality.stages.filter(
      (stage) =>
        (stage.audience === 'everyone' || stage.audience === 'nominees') && mayDecide(stage),
    ),
    judge: (...asked) => reality.judge(...asked),
  };
  const terms = { ...openTerms, fuel: { for: () => [fuelMost] } };
  return async function* (
    batch: Parameters<typeof climb>[0],
    signal: AbortSignal,
  ): AsyncIterable<Climb> {
    const climbs = await Array.fromAsync(climb(batch, deciding, terms, signal));
    const survivors = climbs.filter(({ survived }) => survived);
    yield* nominate(survivors, deciding, signal);
  };
}

function letsThrough(spec: Specification, breaches: readonly Breach[]): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: spec.path,
    found: `what ${breaches.map(({ cheat, does }) => `${cheat} (${does})`).join(', ')} would pass`,
    wanted: 'with --strict, one that stops every cheat of the attack',
    mend: breaches.map(({ mend }) => `${mend[0]!.toUpperCase()}${mend.slice(1)}.`).join('\n'),
  });
}

function undecided(spec: Specification, { untried }: Attack): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: spec.path,
    found: `an attack that had not come to its end after ${decidingMs / 1000} s (${untried} of ${corpus.length} cheats untried)`,
    wanted: 'with --strict, one that has tried every cheat',
    mend: 'Judge on fewer or smaller cases, or leave --strict out.',
  });
}
