import { scoreFigures } from '../domain/score-figures.ts';
import type { Disagreement } from '../domain/shortlist.ts';
import { sameValue, showValue, type Value } from '../domain/value.ts';
import type { Objective } from '../ports/reality.ts';
import { figureOf, type Appraisal } from './appraise.ts';

interface Superlative {
  readonly best: string;
  /** What holds where it shares the lead with another. */
  readonly unbeaten: string;
  readonly unit: string;
}

const superlatives: Readonly<Record<string, Superlative>> = {
  score: { best: 'the best score', unbeaten: 'none has a better score', unit: '' },
  heldOut: {
    best: 'right on the most held-out cases',
    unbeaten: 'none is right on more held-out cases',
    unit: '',
  },
  size: { best: 'the shortest', unbeaten: 'none is shorter', unit: ' tokens' },
  medianNs: { best: 'the fastest', unbeaten: 'none is faster', unit: ' ns' },
};

/** Two ways to compute the same number differ by no more. */
const rounding = 1e-9;

/** A lead smaller than this share of the figure is noise, and nothing to boast of. */
const noticeable = 0.05;

/** How the one function is called that all of a shortlist stand for, and which results are alike. */
interface Asked {
  readonly name: string;
  /** As `sameValue` reads it. */
  readonly tolerance: number;
  /** Of the score, where there is one. */
  readonly unit?: string;
}

/** One sentence an appraisal: what sets it apart from the others of the shortlist. */
export function explain(
  chosen: readonly Appraisal[],
  objectives: readonly Objective[],
  disagreements: readonly Disagreement[],
  asked: Asked,
): string[] {
  return chosen.map((appraisal, index) => {
    const others = chosen.filter((other) => other !== appraisal);
    const reasons = objectives.flatMap((objective) => lead(appraisal, others, objective, asked));
    if (reasons.length === 0 && others.length > 0) {
      reasons.push(
        ...(index === 0
          ? unbeaten(appraisal, others, objectives)
          : compare(appraisal, chosen[0]!, objectives, asked)),
      );
    }
    const apart = difference(appraisal, chosen, disagreements, asked);
    if (apart !== undefined) reasons.push(apart);
    if (reasons.length === 0) reasons.push(nothingApart(chosen.length));
    const rank = index === 0 ? 'Ranked first: ' : '';
    return sentence(rank + reasons.join('; '));
  });
}

/** For one that nothing measured tells from the others. */
function nothingApart(count: number): string {
  if (count === 1) return 'the only one of its kind';
  return 'written another way; it agreed with the others wherever all were run';
}

/** `none is shorter`: what it shares the lead in. */
function unbeaten(
  appraisal: Appraisal,
  others: readonly Appraisal[],
  objectives: readonly Objective[],
): string[] {
  return objectives.flatMap(({ name, direction }) => {
    const own = figureOf(appraisal.survivor, name);
    const phrase = superlatives[name]?.unbeaten;
    if (own === undefined || phrase === undefined) return [];
    const isBeaten = others.some((other) => {
      const rival = figureOf(other.survivor, name);
      return rival !== undefined && (direction === 'minimise' ? rival < own : rival > own);
    });
    return isBeaten ? [] : [phrase];
  });
}

/** `the shortest (9 tokens against 14)` where it leads all others by more than noise. */
function lead(
  appraisal: Appraisal,
  others: readonly Appraisal[],
  { name, direction }: Objective,
  asked: Asked,
): string[] {
  const own = figureOf(appraisal.survivor, name);
  const rivals = others.map((other) => figureOf(other.survivor, name));
  const known = rivals.filter((rival) => rival !== undefined);
  if (own === undefined || known.length === 0) return [];
  const nearest = direction === 'minimise' ? Math.min(...known) : Math.max(...known);
  const ahead = direction === 'minimise' ? nearest - own : own - nearest;
  const margin = name === 'medianNs' ? noticeable * Math.abs(nearest) : 0;
  if (ahead <= margin) return [];
  const { best } = superlatives[name] ?? { best: `the best ${name}` };
  return [`${best} (${against(name, own, nearest, asked)})`];
}

/** `9 against 14 tokens` */
function against(name: string, own: number, other: number, { unit }: Asked): string {
  if (name === 'score') {
    const print = scoreFigures([[own, other]], unit);
    return `${print(own)} against ${print(other)}`;
  }
  return `${shown(own)} against ${shown(other)}${superlatives[name]?.unit ?? ''}`;
}

/** How it stands to the first, for one that leads in nothing. */
function compare(
  appraisal: Appraisal,
  first: Appraisal,
  objectives: readonly Objective[],
  asked: Asked,
): string[] {
  return objectives.flatMap(({ name, direction }) => {
    const own = figureOf(appraisal.survivor, name);
    const other = figureOf(first.survivor, name);
    if (own === undefined || other === undefined || own === other) return [];
    const better = direction === 'minimise' ? own < other : own > other;
    if (!better) return [];
    return [`better than the first in ${name} (${against(name, own, other, asked)})`];
  });
}

/** `answers 2 for median3(1, 1, 2) where another answers 1` */
function difference(
  appraisal: Appraisal,
  chosen: readonly Appraisal[],
  disagreements: readonly Disagreement[],
  { name, tolerance }: Asked,
): string | undefined {
  const isAlike = (one: Value, other: Value) =>
    sameValue(one, other, Math.max(tolerance, rounding));
  const id = appraisal.survivor.candidate.id;
  const told = disagreements.flatMap(({ args, results }) => {
    const own = results.find(({ candidate }) => candidate === id);
    if (own === undefined) return [];
    const { result } = own;
    const others = results.filter(({ candidate }) => candidate !== id);
    const otherwise = others.filter((other) => !isAlike(other.result, result));
    return otherwise.length === 0
      ? []
      : [{ args, result, other: otherwise[0]!, isAlone: otherwise.length === others.length }];
  });
  // A case where it stands alone tells it apart; one where another agrees with it tells less.
  const telling = told.find(({ isAlone }) => isAlone) ?? told[0];
  if (telling === undefined) return undefined;
  const { args, result, other } = telling;
  const place = chosen.findIndex(({ survivor }) => survivor.candidate.id === other.candidate);
  const call = `${name}(${args.map(showValue).join(', ')})`;
  return `answers ${showValue(result)} for ${call} where number ${place + 1} answers ${showValue(other.result)}`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
