import type { Candidate } from '../domain/candidate.ts';
import { hasPassed, type Evidence } from '../domain/evidence.ts';
import type { Reality } from '../ports/reality.ts';
import { unitsFor } from './fuel.ts';

/**
 * Judges a batch with the least of `limits` first. Only where nobody of the batch passes are those
 * that ran out taken again with the next: one that loops for ever costs little beside one that is
 * right, and one that needs long is found where nothing quicker is. Answers in the order of the
 * batch. Counted steps alone decide, so it comes out the same on every machine.
 */
export async function* judgeRising(
  reality: Pick<Reality, 'judge'>,
  stage: string,
  batch: readonly Candidate[],
  limits: readonly (number | undefined)[],
  signal: AbortSignal,
): AsyncIterable<Evidence> {
  const [least, ...larger] = limits;
  if (larger.length === 0) {
    yield* reality.judge(stage, batch, signal, least);
    return;
  }
  const seen: Evidence[] = [];
  try {
    for await (const one of reality.judge(stage, batch, signal, least)) seen.push(one);
  } catch (error) {
    // Whoever is cut off takes nothing away from those before him.
    const cut = seen.findIndex((one) => ranOut(one, least));
    yield* cut < 0 ? seen : seen.slice(0, cut);
    throw error;
  }
  let last = least;
  const again = async (limit: number | undefined): Promise<void> => {
    const places = [...seen.keys()].filter((place) => ranOut(seen[place]!, last));
    last = limit;
    if (places.length === 0) return;
    const left = places.map((place) => batch[place]!);
    const evidence = await Array.fromAsync(reality.judge(stage, left, signal, limit));
    for (const [index, place] of places.entries()) seen[place] = evidence[index]!;
  };
  for (const limit of larger) {
    if (seen.some(hasPassed)) break;
    await again(limit);
  }
  // Whoever passed says what the others may spend, in this batch as in every later one.
  const spent = seen.flatMap((one) => (hasPassed(one) ? [one.fuel ?? 0] : []));
  const earned = spent.length === 0 ? 0 : unitsFor(spent);
  if (last !== undefined && earned > last) await again(earned);
  yield* seen;
}

/** Whether this limit was what ended it: who met the engine's own, or ran out of time, does again. */
const ranOut = (seen: Evidence, limit: number | undefined): boolean =>
  seen.verdict === 'timedOut' && limit !== undefined && seen.fuelMost === limit;
