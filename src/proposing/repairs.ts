import type { Candidate, CandidateId } from '../domain/candidate.ts';
import { limitOf, type Evidence } from '../domain/evidence.ts';
import { shareRight } from '../domain/nearness.ts';
import type { Parent } from '../ports/model.ts';

/** Rounds after which starting anew does better than another repair (arXiv 2604.10508). */
const roundsMost = 2;

/** Failures that wait to be repaired; the most promising stay. */
const waitingMost = 64;

/** A failure that may be repaired. */
interface Waiting {
  readonly parent: Parent;
  /** The share of the cases that it got right. */
  readonly share: number;
  /** Repairs that it has behind it. */
  readonly rounds: number;
}

/** What the queue asks back when a run goes on: plain JSON. */
export interface RepairsCheckpoint {
  readonly waiting: readonly Waiting[];
}

/**
 * Candidates that failed, with what they were told by reality, for a model to repair. Each is
 * asked about once, the nearest to being right first; what is wrong after two rounds is given up.
 * Only evidence that everyone may see comes here, and nothing held out.
 */
export class Repairs {
  #waiting: Waiting[];
  /** Rounds behind those that were handed out, for as long as their repairs may come back. */
  readonly #rounds = new Map<CandidateId, number>();

  constructor(checkpoint: RepairsCheckpoint = { waiting: [] }) {
    this.#waiting = [...checkpoint.waiting];
  }

  /** Takes in how far a candidate came; whatever survived needs no repair. */
  fold(candidate: Candidate, evidence: readonly Evidence[]): void {
    const last = evidence.at(-1);
    const feedback = last === undefined ? '' : lessonOf(last);
    if (last === undefined || feedback === '') return;
    const rounds = candidate.strategy === 'repair' ? this.#roundsOf(candidate) + 1 : 0;
    if (rounds >= roundsMost) return;
    const share = shareRight(last);
    const parent = { candidate, scores: [], feedback };
    // Of equals the newest: an old failure has seen less of what the run has learnt.
    const place = this.#waiting.findIndex((other) => other.share <= share);
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, { parent, share, rounds });
    this.#waiting.length = Math.min(this.#waiting.length, waitingMost);
  }

  #roundsOf({ parents }: Candidate): number {
    return Math.max(0, ...parents.map((id) => this.#rounds.get(id) ?? 0));
  }

  /** The most promising failure; `undefined` when none waits. */
  take(): Parent | undefined {
    const next = this.#waiting.shift();
    if (next === undefined) return undefined;
    this.#rounds.set(next.parent.candidate.id, next.rounds);
    if (this.#rounds.size > waitingMost * waitingMost) {
      this.#rounds.delete(this.#rounds.keys().next().value!);
    }
    return next.parent;
  }

  checkpoint(): RepairsCheckpoint {
    return { waiting: [...this.#waiting] };
  }
}

/** What can be learnt from a failure, in words for a model; empty where it did not fail. */
function lessonOf(evidence: Evidence): string {
  switch (evidence.verdict) {
    case 'passed':
      return '';
    case 'failed':
      return evidence.feedback;
    case 'timedOut':
      return `There was no answer within ${limitOf(evidence)}.`;
    case 'crashed':
      return evidence.error;
    case 'rejected':
      return evidence.reason;
  }
}
