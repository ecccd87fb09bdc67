import type { Draft } from '../domain/candidate.ts';
import { addConsidered, nothingConsidered, type Considered } from '../domain/considered.ts';
import type { Cost } from '../domain/run.ts';
import type { ModelSession, ProposalRequest } from '../ports/model.ts';

/** All that a model answered to one step. */
export interface Answer {
  readonly drafts: readonly { readonly island: number; readonly draft: Draft }[];
  readonly considered: Considered;
  readonly costs: readonly Cost[];
  /** How many proposals did not come, by the reason. */
  readonly missing: ReadonlyMap<string, number>;
  readonly exhausted: boolean;
}

/** What a model that was cut off has answered. */
export const noAnswer: Answer = {
  drafts: [],
  considered: nothingConsidered,
  costs: [],
  missing: new Map(),
  exhausted: false,
};

export async function collect(
  session: ModelSession,
  request: ProposalRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const drafts: { island: number; draft: Draft }[] = [];
  const costs: Cost[] = [];
  const missing = new Map<string, number>();
  let considered = nothingConsidered;
  let exhausted = false;
  for await (const event of session.propose(request, signal)) {
    switch (event.kind) {
      case 'draft':
        drafts.push({ island: event.island, draft: event.draft });
        break;
      case 'considered':
        considered = addConsidered(considered, event.considered);
        break;
      case 'usage':
        costs.push(event.cost);
        break;
      case 'missing':
        missing.set(event.reason, (missing.get(event.reason) ?? 0) + event.samples);
        break;
      case 'exhausted':
        exhausted = true;
        break;
    }
  }
  return { drafts, considered, costs, missing, exhausted };
}
