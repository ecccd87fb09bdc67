import type { Candidate } from '../domain/candidate.ts';
import { recall } from '../domain/recall.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { Reality } from '../ports/reality.ts';
import { Selection, visibly } from './selection.ts';

/**
 * Who had come through when a person decided a case, or when the run ended and its last steps were
 * not waited for: the search that goes on begins with judging them again, since another archive
 * knows nothing of them. Of the record alone; nobody once a checkpoint has taken them in.
 */
export function carriedOver(
  { control }: Pick<RunHeader, 'control'>,
  events: readonly RunEvent[],
  reality: Reality,
): readonly Candidate[] {
  // Where replies are on record every step is taken again with them, as in a run that is repeated.
  const ended =
    control === undefined
      ? events.findLastIndex((event) => event.kind === 'ended' && event.status !== 'interrupted')
      : -1;
  const end = Math.max(answeredAt(events), ended + 1);
  const isTakenIn = events.slice(end).some(({ kind }) => kind === 'checkpoint');
  return isTakenIn ? [] : standing(events.slice(0, end), reality);
}

/** Where the newest cases that a person decided begin; 0 where there are none. */
function answeredAt(events: readonly RunEvent[]): number {
  let at = events.findLastIndex(({ kind }) => kind === 'answered');
  while (events[at - 1]?.kind === 'answered') at--;
  return Math.max(0, at);
}

/** The shortlist, and whoever else would have been judged for it. */
function standing(events: readonly RunEvent[], reality: Reality): readonly Candidate[] {
  if (events.length === 0) return [];
  const { survivors } = recall(events);
  const admitted = events.flatMap((event) => (event.kind === 'admitted' ? [event.candidate] : []));
  const shortlisted = events.findLast((event) => event.kind === 'shortlisted')?.finalists ?? [];
  const finalists = shortlisted.map(({ candidate }) => candidate.id);
  const selection = new Selection(reality, recall([]), [], undefined);
  for (const id of new Set(admitted)) {
    const survivor = visibly(survivors.get(id), reality);
    if (survivor === undefined) continue;
    const { candidate, evidence } = survivor;
    selection.fold({ candidate, evidence, survived: true }, { elapsedMs: 0, candidates: 0 });
  }
  const nominees = selection.nominees().map(({ candidate }) => candidate.id);
  const carried = [...new Set([...finalists, ...nominees])].flatMap((id) => {
    const survivor = survivors.get(id);
    return survivor === undefined ? [] : [survivor.candidate];
  });
  // A search that was cut off at once has nobody of its own.
  return carried.length > 0 ? carried : standing(events.slice(0, answeredAt(events)), reality);
}
