import type { Candidate, CandidateId } from '../../../domain/candidate.ts';
import { hasPassed, type Evidence } from '../../../domain/evidence.ts';
import { furthest } from '../../../domain/furthest.ts';
import { nearness } from '../../../domain/nearness.ts';
import type { Milestone, RunEvent } from '../../../domain/run.ts';
import type { Finalist } from '../../../domain/shortlist.ts';
import { survivorOf } from '../../../domain/survivor.ts';
import type { Stage } from '../../../ports/reality.ts';
import type { SurvivorView } from './page-data.ts';
import { viewSurvivor } from './views.ts';
import { spaced } from './wording.ts';

/** Who is on record, with what was seen of them. */
export class Candidates {
  readonly #candidates = new Map<CandidateId, Candidate>();
  /** The newest evidence of each stage, in the order in which the stages were first met. */
  readonly #evidence = new Map<CandidateId, Map<string, Evidence>>();

  constructor(events: readonly RunEvent[]) {
    for (const event of events) {
      if (event.kind === 'candidate') this.#candidates.set(event.candidate.id, event.candidate);
      if (event.kind === 'evidence') {
        const { candidate, stage } = event.evidence;
        const stages = this.#evidence.get(candidate) ?? new Map<string, Evidence>();
        this.#evidence.set(candidate, stages.set(stage, event.evidence));
      }
    }
  }

  #evidenceOf(id: CandidateId): Evidence[] {
    return [...(this.#evidence.get(id)?.values() ?? [])];
  }

  /** Everyone who met every hard stage that they went through. */
  survivors(stages: readonly Stage[], finalists: readonly Finalist[]): SurvivorView[] {
    const hard = new Set(stages.filter((stage) => stage.hard).map(({ name }) => name));
    const visible = new Set(
      stages.filter(({ audience }) => audience === 'everyone').map(({ name }) => name),
    );
    const shortlisted = new Map(
      finalists.map((finalist) => [finalist.candidate.id, finalist] as const),
    );
    const known = new Map(this.#candidates);
    for (const { candidate } of finalists) known.set(candidate.id, candidate);
    return [...known.values()].flatMap((candidate) => {
      const evidence = shortlisted.get(candidate.id)?.evidence ?? this.#evidenceOf(candidate.id);
      const isSound =
        evidence.length > 0 && evidence.every((seen) => hasPassed(seen) || !hard.has(seen.stage));
      return isSound || shortlisted.has(candidate.id)
        ? [viewSurvivor(candidate, evidence, visible)]
        : [];
    });
  }

  /** Of those that came furthest the best, or else the nearest miss, as if it were a finalist. */
  closest(milestones: readonly Milestone[]): Finalist | undefined {
    const all = [...this.#candidates.values()].map((each) => ({
      candidate: each,
      evidence: this.#evidenceOf(each.id),
    }));
    const foremost = furthest(all).map((each) => each.candidate);
    const candidate =
      foremost.find(({ id }) => id === milestones.at(-1)?.candidate) ??
      foremost.toSorted(
        (left, right) => nearness(this.#evidenceOf(right.id)) - nearness(this.#evidenceOf(left.id)),
      )[0];
    if (candidate === undefined) return undefined;
    const evidence = this.#evidenceOf(candidate.id);
    const { measures } = survivorOf(candidate, evidence);
    return { rank: 0, candidate, why: whereItFell(evidence), evidence, measures };
  }
}

/** `Fell at examples, with 6 of 8 right.` */
function whereItFell(evidence: readonly Evidence[]): string {
  const last = evidence.findLast((seen) => !hasPassed(seen)) ?? evidence.at(-1);
  if (last === undefined) return 'Nothing is on record of it.';
  if (last.verdict !== 'failed') return `${spaced(last.stage)}: ${spaced(last.verdict)}.`;
  const { stage, passed, total } = last;
  return passed < total
    ? `Fell at ${spaced(stage)}, with ${passed} of ${total} right.`
    : `Fell at ${spaced(stage)}. ${last.feedback}`.trim();
}
