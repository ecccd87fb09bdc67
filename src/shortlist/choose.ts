import type { Survivor } from '../domain/survivor.ts';
import type { Appraisal } from './appraise.ts';
import { isPlausibleBeside } from './plausible.ts';
import { writtenAlike } from './written-alike.ts';

/** How much being good counts against being different (Carbonell & Goldstein 1998, MMR). */
const relevance = 0.7;

/**
 * Chooses up to `count` that are good and differ: the first is the best; each further one weighs
 * its utility against its likeness to those already chosen. One that behaves like a chosen one, or
 * under a score is the same formula with other numbers, and is better in no objective offers
 * nothing and is left out; so is one that gets a held-out case wrong beside one that gets them all
 * right, and one that is so long beside the best that it more likely knows the examples by heart. A flawed one is chosen where no other is left that offers
 * anything, and never beside one that behaves alike. Those chosen come back in the order of their
 * ranks: what generalises better first, then what is not flawed.
 */
export function choose(ranked: readonly Appraisal[], count: number): Appraisal[] {
  const chosen: Appraisal[] = [];
  const isSolved = ranked.some(({ generalisation }) => generalisation === 1);
  const left = ranked.filter(
    (appraisal) =>
      (!isSolved || appraisal.generalisation === 1) && isPlausibleBeside(ranked[0]!, appraisal),
  );
  while (chosen.length < count && left.length > 0) {
    let best = -1;
    let bestWorth = Number.NEGATIVE_INFINITY;
    for (const [index, appraisal] of left.entries()) {
      if (chosen.some((other) => addsNothing(appraisal, other))) continue;
      const worth =
        relevance * (appraisal.utility + appraisal.generalisation) * 0.5 -
        (1 - relevance) * Math.max(0, ...chosen.map((other) => likeness(appraisal, other))) -
        (appraisal.isFlawed ? 1 : 0);
      if (worth > bestWorth) {
        bestWorth = worth;
        best = index;
      }
    }
    if (chosen.length === 0) best = 0;
    if (best < 0) break;
    chosen.push(...left.splice(best, 1));
  }
  return chosen.toSorted(
    (one, other) =>
      other.generalisation - one.generalisation ||
      Number(one.isFlawed) - Number(other.isFlawed) ||
      other.rank - one.rank,
  );
}

function addsNothing(appraisal: Appraisal, chosen: Appraisal): boolean {
  return (
    isSameIdea(appraisal.survivor, chosen.survivor) &&
    ((appraisal.isFlawed && !chosen.isFlawed) ||
      appraisal.objectives.every((value, index) => value <= chosen.objectives[index]!))
  );
}

/** They do the same; or a score judges, and they differ in their numbers only. */
function isSameIdea(one: Survivor, other: Survivor): boolean {
  if (one.behaviour === other.behaviour) return true;
  return one.scores.length > 0 && writtenAlike(one.candidate.source, other.candidate.source) === 1;
}

/** From 0 (behaves otherwise and trades the objectives otherwise) to 1 (the same in both). */
function likeness(left: Appraisal, right: Appraisal): number {
  const apart =
    left.objectives.reduce(
      (sum, value, index) => sum + Math.abs(value - right.objectives[index]!),
      0,
    ) / Math.max(1, left.objectives.length);
  const alike = behavesAlike(left, right);
  return (1 - Math.min(1, apart) + alike) / 2;
}

/** How alike two behave: all or nothing by their outputs; in part where reality scores. */
function behavesAlike(left: Appraisal, right: Appraisal): number {
  const [one, other] = [left.survivor, right.survivor];
  if (one.behaviour === other.behaviour) return 1;
  if (one.scores.length < 2 || one.scores.length !== other.scores.length) return 0;
  const same = one.scores.filter((score, index) => score === other.scores[index]).length;
  const shared = same / one.scores.length;
  return Math.max(shared, writtenAlike(one.candidate.source, other.candidate.source));
}
