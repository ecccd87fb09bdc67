import type { Disagreement } from '../domain/shortlist.ts';
import { showValue } from '../domain/value.ts';
import type { Objective } from '../ports/reality.ts';
import { figureOf, type Appraisal } from './appraise.ts';

interface Superlative {
  readonly best: string;
  readonly unit: string;
}

const superlatives: Readonly<Record<string, Superlative>> = {
  score: { best: 'the best score', unit: '' },
  heldOut: { best: 'right on the most held-out cases', unit: '' },
  size: { best: 'the shortest', unit: ' tokens' },
  medianNs: { best: 'the fastest', unit: ' ns' },
};

/** A lead smaller than this share of the figure is noise, and nothing to boast of. */
const noticeable = 0.05;

/** One sentence an appraisal: what sets it apart from the others of the shortlist. */
export function explain(
  chosen: readonly Appraisal[],
  objectives: readonly Objective[],
  disagreements: readonly Disagreement[],
  functionName: string,
): string[] {
  return chosen.map((appraisal, index) => {
    const others = chosen.filter((other) => other !== appraisal);
    const reasons = objectives.flatMap((objective) => lead(appraisal, others, objective));
    if (index > 0 && reasons.length === 0)
      reasons.push(...compare(appraisal, chosen[0]!, objectives));
    const apart = difference(appraisal, chosen, disagreements, functionName);
    if (apart !== undefined) reasons.push(apart);
    if (reasons.length === 0) reasons.push(nothingApart(index, chosen.length));
    const rank = index === 0 ? 'Ranked first: ' : '';
    return sentence(rank + reasons.join('; '));
  });
}

/** For one that nothing measured tells from the others. */
function nothingApart(index: number, count: number): string {
  if (count === 1) return 'the only one of its kind';
  if (index === 0) return 'nothing that was measured is better in another';
  return 'written another way, with the same results wherever it was run';
}

/** `the shortest (9 tokens against 14)` where it leads all others by more than noise. */
function lead(
  appraisal: Appraisal,
  others: readonly Appraisal[],
  { name, direction }: Objective,
): string[] {
  const own = figureOf(appraisal.survivor, name);
  const rivals = others.map((other) => figureOf(other.survivor, name));
  const known = rivals.filter((rival) => rival !== undefined);
  if (own === undefined || known.length === 0) return [];
  const nearest = direction === 'minimise' ? Math.min(...known) : Math.max(...known);
  const ahead = direction === 'minimise' ? nearest - own : own - nearest;
  const margin = name === 'medianNs' ? noticeable * Math.abs(nearest) : 0;
  if (ahead <= margin) return [];
  const { best, unit } = superlatives[name] ?? { best: `the best ${name}`, unit: '' };
  return [`${best} (${shown(own)} against ${shown(nearest)}${unit})`];
}

/** How it stands to the first, for one that leads in nothing. */
function compare(
  appraisal: Appraisal,
  first: Appraisal,
  objectives: readonly Objective[],
): string[] {
  return objectives.flatMap(({ name, direction }) => {
    const own = figureOf(appraisal.survivor, name);
    const other = figureOf(first.survivor, name);
    if (own === undefined || other === undefined || own === other) return [];
    const better = direction === 'minimise' ? own < other : own > other;
    const { unit } = superlatives[name] ?? { unit: '' };
    if (!better) return [];
    return [`better than the first in ${name} (${shown(own)} against ${shown(other)}${unit})`];
  });
}

/** `answers 2 for median3(1, 1, 2) where another answers 1` */
function difference(
  appraisal: Appraisal,
  chosen: readonly Appraisal[],
  disagreements: readonly Disagreement[],
  functionName: string,
): string | undefined {
  const id = appraisal.survivor.candidate.id;
  for (const { args, results } of disagreements) {
    const own = results.find(({ candidate }) => candidate === id);
    if (own === undefined) continue;
    const result = showValue(own.result);
    const others = results.filter(({ candidate }) => candidate !== id);
    const otherwise = others.filter((other) => showValue(other.result) !== result);
    // Only the odd one out is told apart by a case; the others share its answer.
    if (otherwise.length === 0 || otherwise.length < others.length) continue;
    const place = chosen.findIndex(
      (other) => other.survivor.candidate.id === otherwise[0]!.candidate,
    );
    const call = `${functionName}(${args.map(showValue).join(', ')})`;
    return `answers ${result} for ${call} where number ${place + 1} answers ${showValue(otherwise[0]!.result)}`;
  }
  return undefined;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
