import type { Outcome } from '../../../index.ts';
import { shown } from '../columns.ts';
import { compact, count, duration } from '../figures.ts';

/** What never came, and who was asked no longer: for whoever reads a document on another stream. */
export const unheardLines = ({ counts }: Outcome): string[] => [
  ...missingParts(counts).map((part) => `${part}.`),
  ...silentLines(counts),
];

const missingParts = ({ missing = {} }: Outcome['counts']): string[] =>
  Object.entries(missing).map(
    ([reason, samples]) => `${count(samples)} did not come (${shown(reason)})`,
  );

export const silentLines = ({ silent = {} }: Outcome['counts']): string[] =>
  Object.entries(silent).map(
    ([model, reason]) => `${shown(model)} was asked no longer: ${reason}.`,
  );

const noRepeats = { exact: 0, normalised: 0, behaviour: 0 };

/** Where only some of them are equal letter by letter. */
function ofKinds({ normalised }: typeof noRepeats): string {
  return normalised > 0 ? ` (${count(normalised)} but for layout and names)` : '';
}

/** How many were tried, and how many of them were left. */
export function tried({ counts, compared }: Outcome): string[] {
  const { considered, run, survived, duplicates, repeats = noRepeats } = counts;
  return [
    ...(considered.generated > 0
      ? [`${compact(considered.generated)} programs (${compact(considered.distinct)} distinct)`]
      : []),
    `${count(run)} through the gauntlet`,
    ...(duplicates > 0
      ? [`${count(duplicates)} ${duplicates === 1 ? 'duplicate' : 'duplicates'}${ofKinds(repeats)}`]
      : []),
    ...(repeats.behaviour > 0 ? [`${count(repeats.behaviour)} did what another did`] : []),
    ...missingParts(counts),
    `${count(survived)} survived`,
    ...(compared > 0 ? [`${count(compared)} compared on held-out evidence`] : []),
  ];
}

/** What was paid, where anything was. */
export function cost({ cost: paid, costPerSurvivor, replayOf }: Outcome): string[] {
  const { inputTokens, cachedTokens = 0, outputTokens, requests, unanswered = 0, dollars } = paid;
  const { unpricedTokens = 0 } = paid;
  if (requests === 0) return [];
  const cached = cachedTokens === 0 ? '' : ` (${compact(cachedTokens)} of them cached)`;
  const each = costPerSurvivor;
  return [
    `${count(requests)} ${requests === 1 ? 'request' : 'requests'}`,
    ...(unanswered === 0 ? [] : [`${count(unanswered)} of them cut off`]),
    `${compact(inputTokens)} tokens in${cached}, ${compact(outputTokens)} out`,
    `$${dollars.toFixed(2)}`,
    ...(unpricedTokens === 0 ? [] : [`no price is known for ${compact(unpricedTokens)} tokens`]),
    ...estimatedPart(paid),
    ...(each === undefined
      ? []
      : [`a survivor ${compact(each.tokens)} tokens${eachDollars(each.dollars)}`]),
    ...(replayOf === undefined ? [] : [`paid by ${replayOf}, nothing now`]),
  ];
}

const eachDollars = (dollars: number): string =>
  dollars === 0 ? '' : `, $${dollars.toPrecision(2)}`;

/** `of these up to 1.20 k tokens, $0.03 estimated` */
function estimatedPart({ estimated }: Outcome['cost']): string[] {
  if (estimated === undefined || estimated.tokens === 0) return [];
  const dollars = estimated.dollars === 0 ? '' : `, $${estimated.dollars.toFixed(2)}`;
  return [`of these up to ${compact(estimated.tokens)} tokens${dollars} estimated`];
}

/** Where the time of a step goes, and how old what it breeds from is. */
export function pace({ pace: found, cost: { requests } }: Outcome): string[] {
  if (found === undefined || requests === 0) return [];
  const { generatingMsPerStep, judgingMsPerStep, parentAgeSteps } = found;
  return [
    `${duration(generatingMsPerStep)} a step for the models, ${duration(judgingMsPerStep)} to judge`,
    ...(parentAgeSteps === undefined ? [] : [`parents ${parentAgeSteps.toFixed(1)} steps old`]),
  ];
}
