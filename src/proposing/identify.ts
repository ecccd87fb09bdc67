import { createHash } from 'node:crypto';

import type { Candidate, CandidateId, Draft } from '../domain/candidate.ts';
import { normalForm } from './normal-form.ts';

/** Gives a draft its identity: equal sources have equal ids, whoever wrote them. */
export function identify(
  draft: Draft,
  made: { readonly model: string; readonly step: number; readonly island: number },
): Candidate {
  return { ...draft, ...made, id: idOf(draft.source) };
}

/** Equal for programs that differ only in layout, comments and the names of locals. */
export function formOf({ source }: Candidate): string {
  return `~${idOf(normalForm(source))}`;
}

function idOf(source: string): CandidateId {
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}
