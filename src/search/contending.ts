import type { Evidence } from '../domain/evidence.ts';
import { survivorOf, type Survivor } from '../domain/survivor.ts';
import { contend as climb } from '../gauntlet/climb.ts';
import type { Reality } from '../ports/reality.ts';
import { shortlist } from '../shortlist/shortlist.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Who was to be shortlisted and failed is replaced as often as this; then whoever stands, stands. */
const roundsMost = 8;

/** Those who may be shortlisted, and what was seen of them on the way. */
export interface Contended {
  readonly survivors: readonly Survivor[];
  readonly seen: readonly Evidence[];
}

/**
 * Takes those that would be shortlisted through the stages for contenders, then those that would
 * be in the place of whoever failed, until all that would be shortlisted have gone through them.
 * An interrupted run shortlists what it has.
 */
export async function contend(
  nominees: readonly Survivor[],
  reality: Reality,
  interrupt: AbortSignal,
): Promise<Contended> {
  if (!reality.stages.some(({ audience }) => audience === 'contenders')) {
    return { survivors: nominees, seen: [] };
  }
  const tried = new Map<string, Survivor>();
  const seen: Evidence[] = [];
  const asTried = (): Survivor[] =>
    nominees.map((nominee) => tried.get(nominee.candidate.id) ?? nominee);
  for (let round = 0; round < roundsMost; round++) {
    const contenders = shortlist(asTried(), reality)
      .map(({ survivor }) => survivor)
      .filter(({ candidate }) => !tried.has(candidate.id));
    if (contenders.length === 0) return { survivors: asTried(), seen };
    const climbs = await unlessAborted(
      interrupt,
      Array.fromAsync(climb(contenders, reality, interrupt)),
    );
    if (climbs === undefined) return { survivors: asTried(), seen };
    for (const { candidate, evidence } of climbs) {
      const before = contenders.find((contender) => contender.candidate.id === candidate.id)!;
      seen.push(...evidence.slice(before.evidence.length));
      tried.set(candidate.id, survivorOf(candidate, evidence));
    }
  }
  return { survivors: [...tried.values()], seen };
}
