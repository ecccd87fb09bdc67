import type { Draft } from '../domain/candidate.ts';
import { addConsidered, nothingConsidered, type Considered } from '../domain/considered.ts';
import type { Cost } from '../domain/run.ts';
import type { ModelEvent, ModelSession, ProposalRequest } from '../ports/model.ts';

/** All that a model answered to one step. */
export interface Answer {
  readonly drafts: readonly { readonly island: number; readonly draft: Draft }[];
  readonly considered: Considered;
  /** What it took; of this `paid` was not paid and counted before. */
  readonly costs: readonly Cost[];
  readonly paid: readonly Cost[];
  /** How many proposals did not come, by the reason. */
  readonly missing: ReadonlyMap<string, number>;
  readonly exhausted: boolean;
  /** The budget does not pay for anything more. */
  readonly isSpent: boolean;
  /** The signal ended it: the rest of the answer never came. */
  readonly isCutOff: boolean;
}

/** Takes in what a model answers; of one that is cut off, all that it had said and cost. */
export async function collect(
  session: ModelSession,
  request: ProposalRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = new Collected();
  try {
    for await (const event of session.propose(request, signal)) answer.add(event);
  } catch (error) {
    if (!signal.aborted) throw error;
    answer.isCutOff = true;
  }
  return answer;
}

class Collected implements Answer {
  readonly drafts: { island: number; draft: Draft }[] = [];
  considered = nothingConsidered;
  readonly costs: Cost[] = [];
  readonly paid: Cost[] = [];
  readonly missing = new Map<string, number>();
  exhausted = false;
  isSpent = false;
  isCutOff = false;

  add(event: ModelEvent): void {
    switch (event.kind) {
      case 'draft':
        this.drafts.push({ island: event.island, draft: event.draft });
        break;
      case 'considered':
        this.considered = addConsidered(this.considered, event.considered);
        break;
      case 'usage':
        this.costs.push(event.cost);
        if (event.isKnown !== true) this.paid.push(event.cost);
        break;
      case 'missing':
        this.missing.set(event.reason, (this.missing.get(event.reason) ?? 0) + event.samples);
        break;
      case 'exhausted':
        this.exhausted = true;
        break;
      case 'spent':
        this.isSpent = true;
        break;
    }
  }
}
