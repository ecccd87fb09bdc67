import type { Evidence } from '../domain/evidence.ts';
import { survivorOf, type Survivor } from '../domain/survivor.ts';
import { contend as climb, type Climb } from '../gauntlet/climb.ts';
import type { Reality } from '../ports/reality.ts';
import { shortlist } from '../shortlist/shortlist.ts';
import type { EndingTimes } from './ending-times.ts';
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
 * Where time is over before, those stand who have gone through; where that is nobody, one at a time
 * is taken through late, until one stands. An interrupted run shortlists what it has.
 */
export async function contend(
  nominees: readonly Survivor[],
  reality: Reality,
  { interrupt, inTime, late }: EndingTimes,
): Promise<Contended> {
  if (!reality.stages.some(({ audience }) => audience === 'contenders')) {
    return { survivors: nominees, seen: [] };
  }
  const climbed = new Map<string, Climb>();
  const seen: Evidence[] = [];
  const asTried = (): Survivor[] =>
    nominees.map((nominee) => {
      const { candidate, evidence } = climbed.get(nominee.candidate.id) ?? nominee;
      return survivorOf(candidate, evidence);
    });
  const tried = (): Survivor[] => asTried().filter(({ candidate }) => climbed.has(candidate.id));
  for (let round = 0; round < roundsMost; round++) {
    const contenders = shortlist(asTried(), reality)
      .map(({ survivor }) => survivor)
      .filter(({ candidate }) => !climbed.has(candidate.id));
    if (contenders.length === 0) return { survivors: asTried(), seen };
    const isLate = inTime.aborted;
    if (isLate && [...climbed.values()].some(({ survived }) => survived)) break;
    const signal = isLate ? late : inTime;
    const batch = isLate ? contenders.slice(0, 1) : contenders;
    const climbing = async (): Promise<void> => {
      for await (const one of climb(batch, reality, signal)) {
        const before = batch.find(({ candidate }) => candidate.id === one.candidate.id)!;
        seen.push(...one.evidence.slice(before.evidence.length));
        climbed.set(one.candidate.id, one);
      }
    };
    await unlessAborted(signal, climbing());
    if (interrupt.aborted) return { survivors: asTried(), seen };
    if (late.aborted) break;
  }
  return { survivors: tried(), seen };
}
