import { hasPassed, type Evidence } from '../domain/evidence.ts';
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
 * is taken through late, until one stands, or has at least met what rules out. An interrupted run
 * shortlists what it has.
 */
export async function contend(
  nominees: readonly Survivor[],
  reality: Reality,
  { interrupt, inTime, late }: EndingTimes,
): Promise<Contended> {
  const stages = reality.stages.filter(({ audience }) => audience === 'contenders');
  if (stages.length === 0) return { survivors: nominees, seen: [] };
  const asNominated = new Map(nominees.map((nominee) => [nominee.candidate.id, nominee]));
  const climbed = new Map<string, Climb>();
  const asTried = (): Survivor[] =>
    nominees.map((nominee) => {
      const { candidate, evidence } = climbed.get(nominee.candidate.id) ?? nominee;
      return survivorOf(candidate, evidence);
    });
  const seen = (): Evidence[] =>
    nominees.flatMap(({ candidate, evidence }) =>
      (climbed.get(candidate.id)?.evidence ?? []).slice(evidence.length),
    );
  const all = () => ({ survivors: asTried(), seen: seen() });
  const names = stages.map(({ name }) => name);
  const hard = stages.filter((stage) => stage.hard).map(({ name }) => name);
  const stands = (survivor: Survivor, wanted: readonly string[]): boolean =>
    hasMet(survivor, wanted) &&
    survivor.evidence.every((each) => hasPassed(each) || !hard.includes(each.stage));
  for (let round = 0; round < roundsMost; round++) {
    const chosen = shortlist(asTried(), reality).map(({ survivor }) => survivor);
    const unmet = chosen.filter((survivor) => !hasMet(survivor, names));
    // One that was cut off half-way begins again.
    const contenders = unmet.map(({ candidate }) => asNominated.get(candidate.id)!);
    if (contenders.length === 0) return all();
    const isLate = inTime.aborted;
    if (isLate && asTried().some((survivor) => stands(survivor, names))) break;
    const signal = isLate ? late : inTime;
    const batch = isLate ? contenders.slice(0, 1) : contenders;
    const heard = (one: Climb): void => void climbed.set(one.candidate.id, one);
    await unlessAborted(signal, Array.fromAsync(climb(batch, reality, signal, heard)));
    if (interrupt.aborted) return all();
    if (late.aborted) break;
  }
  const whole = asTried().filter((survivor) => stands(survivor, names));
  const survivors = whole.length > 0 ? whole : asTried().filter((one) => stands(one, hard));
  return { survivors, seen: seen() };
}

const hasMet = ({ evidence }: Survivor, wanted: readonly string[]): boolean =>
  wanted.every((name) => evidence.some(({ stage }) => stage === name));
