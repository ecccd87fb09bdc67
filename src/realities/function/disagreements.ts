import type { Candidate } from '../../domain/candidate.ts';
import type { Disagreement } from '../../domain/shortlist.ts';
import { sameValue, showValue, type Value } from '../../domain/value.ts';
import type { CallResult } from '../../ports/sandbox.ts';
import type { LoadedSpec } from './loading/loaded-spec.ts';
import { programOf, type Bench } from './stages/judging.ts';

/** One input with what each candidate made of it. */
interface Difference {
  readonly disagreement: Disagreement;
  /** Which candidates agree with which: `0 0 1` where the third stands alone. */
  readonly division: string;
  /** How much a person has to read. */
  readonly size: number;
}

/**
 * Runs candidates on inputs, and answers those on which they differ: of every way in which they
 * divide the simplest first, so that few questions tell many candidates apart. Whoever throws on
 * an input says nothing about it.
 */
export async function findDisagreements(
  bench: Bench,
  candidates: readonly Candidate[],
  inputs: readonly (readonly Value[])[],
  most: number,
  signal: AbortSignal,
): Promise<readonly Disagreement[]> {
  if (candidates.length < 2 || inputs.length === 0) return [];
  const trials = candidates.map((candidate) => ({
    program: programOf(candidate, bench),
    task: { kind: 'call', inputs } as const,
    limitMs: bench.limitMs,
  }));
  const outcomes = await Array.fromAsync(bench.sandbox.run(trials, signal));
  const results = outcomes.map((outcome) => (outcome.kind === 'returned' ? outcome.results : []));
  const differences = inputs.flatMap((args, index) => {
    const here = results.map((each) => each[index]);
    return differenceOf(args, candidates, here, bench.spec) ?? [];
  });
  return simplestOfEach(differences, most).map(({ disagreement }) => disagreement);
}

function differenceOf(
  args: readonly Value[],
  candidates: readonly Candidate[],
  results: readonly (CallResult | undefined)[],
  { problem, tolerance }: LoadedSpec,
): Difference | undefined {
  const isAlike = alikeOn(args, tolerance);
  const groups: Value[] = [];
  const answers: Disagreement['results'][number][] = [];
  const division = results.map((result, index) => {
    if (result?.kind !== 'value') return '-';
    answers.push({ candidate: candidates[index]!.id, result: result.value });
    const known = groups.findIndex((value) => isAlike(result.value, value));
    return known >= 0 ? known : groups.push(result.value) - 1;
  });
  if (groups.length < 2) return undefined;
  const shown = args.map(showValue).join(', ');
  const question = `${problem.signature.name}(${shown})`;
  return {
    disagreement: { question, args, results: answers },
    division: division.join(' '),
    size: shown.length,
  };
}

/** Two ways to compute the same number differ by no more, relative to it. */
const rounding = 1e-9;
/** Nor by more than this share of the largest argument, of which they may be small differences. */
const cancelling = 1e-12;

/** Whether two answers to one input are one to a person, who is not asked which way to round. */
function alikeOn(args: readonly Value[], tolerance: number) {
  const grain = cancelling * largestIn(args);
  const isClose = (one: Value, other: Value): boolean => {
    if (sameValue(one, other, Math.max(tolerance, rounding))) return true;
    if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= grain;
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => isClose(item as Value, other[index] as Value));
  };
  return isClose;
}

/** The magnitude of the largest number in a value; 0 where it holds none. */
function largestIn(value: Value | readonly Value[]): number {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.abs(value) : 0;
  if (!Array.isArray(value)) return 0;
  return value.reduce<number>((most, item) => Math.max(most, largestIn(item as Value)), 0);
}

/** Round after round takes the simplest that is left of every division. */
function simplestOfEach(differences: readonly Difference[], most: number): Difference[] {
  const divisions = Map.groupBy(
    differences.toSorted((left, right) => left.size - right.size),
    (difference) => difference.division,
  );
  const chosen: Difference[] = [];
  for (let round = 0; chosen.length < most; round++) {
    const before = chosen.length;
    for (const left of divisions.values()) {
      const next = left[round];
      if (next !== undefined && chosen.length < most) chosen.push(next);
    }
    if (chosen.length === before) break;
  }
  return chosen.toSorted((left, right) => left.size - right.size);
}
