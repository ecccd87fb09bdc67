import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { EngineParts } from './parts.ts';

/**
 * Lets each model learn from its own among the three; the newest run counts most. A run teaches
 * once: when it first comes to an end of its own, whoever goes on with it later.
 */
export function remember(
  header: RunHeader,
  events: readonly RunEvent[],
  { priors, modelNamed }: Pick<EngineParts, 'priors' | 'modelNamed'>,
): void {
  const ends = events.flatMap((event) => (event.kind === 'ended' ? [event.status] : []));
  if (ends.findIndex((status) => status !== 'interrupted') !== ends.length - 1) return;
  const shortlisted = events.findLast((event) => event.kind === 'shortlisted');
  const candidates = (shortlisted?.finalists ?? []).map(({ candidate }) => candidate);
  for (const model of header.models.map(modelNamed)) {
    const own = candidates.filter((one) => one.model === model.id);
    if (model.remember === undefined || own.length === 0) continue;
    priors.change(model.id, (prior) => model.remember!(prior, own));
  }
}
