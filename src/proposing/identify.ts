import { hash } from 'node:crypto';

import type { Candidate, CandidateId, Draft } from '../domain/candidate.ts';

/** Gives a draft its identity: equal sources have equal ids, whoever wrote them. */
export function identify(
  draft: Draft,
  made: { readonly model: string; readonly step: number; readonly island: number },
): Candidate {
  return { ...draft, ...made, id: idOf(draft.source) };
}

/** The first 16 hexadecimal digits of the SHA-256 of a text. */
export function idOf(source: string): CandidateId {
  return hash('sha256', source, 'hex').slice(0, 16);
}
