import { scoreFigures } from '../domain/score-figures.ts';
import type { Disagreement } from '../domain/shortlist.ts';
import { sameValue, showRounded, showValue, type Value } from '../domain/value.ts';
import type { Objective } from '../ports/reality.ts';
import { figureOf, type Appraisal } from './appraise.ts';

interface Superlative {
  readonly best: string;
  /** Of two. */
  readonly better: string;
  /** What holds where it shares the lead with another. */
  readonly unbeaten: string;
  readonly unit: string;
}

const superlatives: Readonly<Record<string, Superlative>> = {
  score: {
    best: 'the best score',
    better: 'a better score than the first',
    unbeaten: 'none has a better score',
    unit: '',
  },
  heldOut: {
    best: 'right on the most held-out cases',
    better: 'right on more held-out cases than the first',
    unbeaten: 'none is right on more held-out cases',
    unit: '',
  },
  size: {
    best: 'the shortest',
    better: 'shorter than the first',
    unbeaten: 'none is shorter',
    unit: ' tokens',
  },
  letters: {
    best: 'the shortest',
    better: 'shorter than the first',
    unbeaten: 'none is shorter',
    unit: ' letters',
  },
  branches: {
    best: 'the fewest branches',
    better: 'fewer branches than the first',
    unbeaten: 'none has fewer branches',
    unit: '',
  },
  medianNs: {
    best: 'the fastest',
    better: 'faster than the first',
    unbeaten: 'none is measurably faster',
    unit: '',
  },
};

/** Two ways to compute the same number differ by no more. */
const rounding = 1e-9;

/** How all of a shortlist are judged, and so which of their answers are alike. */
interface Asked {
  /** As `sameValue` reads it. */
  readonly tolerance: number;
  /** Whether a score judges: then nobody compares what two answer for the same input. */
  readonly byScore: boolean;
  /** Of the score, where there is one. */
  readonly unit?: string;
}

/**
 * One sentence an appraisal: what sets it apart from the others of the shortlist. `disagreements` are
 * left out where time was over before any could be found.
 */
export function explain(
  chosen: readonly Appraisal[],
  objectives: readonly Objective[],
  disagreements: readonly Disagreement[] | undefined,
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
    const apart = difference(appraisal, chosen, disagreements ?? [], asked);
    if (apart !== undefined) reasons.push(apart);
    if (reasons.length === 0) {
      reasons.push(nothingApart(appraisal, chosen, asked, disagreements !== undefined));
    }
    const rank = index === 0 ? 'Ranked first: ' : '';
    return sentence(rank + reasons.join('; '));
  });
}

/** For one that nothing measured tells from the others. */
function nothingApart(
  appraisal: Appraisal,
  chosen: readonly Appraisal[],
  { byScore, unit }: Asked,
  areCompared: boolean,
): string {
  if (chosen.length === 1) return 'the only one of its kind';
  const [own, best] = [appraisal, chosen[0]!].map((each) => figureOf(each, 'score'));
  if (byScore && own !== undefined && best !== undefined) {
    const print = scoreFigures([[own, best]], unit);
    return `another idea, which scores ${print(own)} where the first scores ${print(best)}`;
  }
  if (byScore) return 'another idea; it leads in nothing that was measured';
  if (!areCompared) return 'written another way; no time was left to compare what they answer';
  return 'written another way; it agreed with the others wherever all were run';
}

/** `none is shorter`: what it shares the lead in. */
function unbeaten(
  appraisal: Appraisal,
  others: readonly Appraisal[],
  objectives: readonly Objective[],
): string[] {
  return objectives.flatMap((objective) => {
    const phrase = superlatives[objective.name]?.unbeaten;
    const isKnown = figureOf(appraisal, objective.name) !== undefined;
    // Without held-out cases everyone is right on as many.
    if (objective.name === 'heldOut' && !appraisal.hasMetHeldOut) return [];
    if (phrase === undefined || !isKnown) return [];
    return others.some((other) => isBetter(other, appraisal, objective)) ? [] : [phrase];
  });
}

/** `the shortest (9 against 14 tokens)` where it leads all others. */
function lead(
  appraisal: Appraisal,
  others: readonly Appraisal[],
  objective: Objective,
  asked: Asked,
): string[] {
  const { name, direction } = objective;
  const rivals = others.filter((other) => figureOf(other, name) !== undefined);
  if (rivals.length === 0) return [];
  if (!rivals.every((rival) => isBetter(appraisal, rival, objective))) return [];
  const figures = rivals.map((rival) => figureOf(rival, name)!);
  const nearest = direction === 'minimise' ? Math.min(...figures) : Math.max(...figures);
  const { best } = superlatives[name] ?? { best: `the best ${name}` };
  return [claim(best, name, figureOf(appraisal, name)!, nearest, asked)];
}

/** Whether the one is better by more than measuring it again might change. */
function isBetter(one: Appraisal, other: Appraisal, { name, direction }: Objective): boolean {
  const own = figureOf(one, name);
  const rival = figureOf(other, name);
  if (own === undefined || rival === undefined) return false;
  if (!isTime(name)) return direction === 'minimise' ? own < rival : own > rival;
  const [ownLow, ownHigh] = intervalOf(one, name);
  const [rivalLow, rivalHigh] = intervalOf(other, name);
  return direction === 'minimise'
    ? ownHigh * timesApart <= rivalLow
    : ownLow >= rivalHigh * timesApart;
}

/**
 * How many times one is to be the other where a clock measured both, one after the other: beside
 * other work, or once its code is compiled otherwise, the same function takes half or twice as long.
 */
const timesApart = 2;

/** What a clock measured. */
const isTime = (name: string): boolean => name.endsWith('Ns');

/** The 95 % interval of a time; without one no time is known well enough to be told from another. */
function intervalOf({ survivor }: Appraisal, name: string): readonly [number, number] {
  const { [`${name}Low`]: low = -Infinity, [`${name}High`]: high = Infinity } = survivor.measures;
  return [low, high];
}

/** `the shortest (9 against 14 tokens)`, `the fastest: 41 ns against 66 ns a call` */
function claim(phrase: string, name: string, own: number, other: number, { unit }: Asked): string {
  if (isTime(name)) return `${phrase}: ${shown(own)} ns against ${shown(other)} ns a call`;
  if (name === 'score') {
    const print = scoreFigures([[own, other]], unit);
    return `${phrase} (${print(own)} against ${print(other)})`;
  }
  return `${phrase} (${shown(own)} against ${shown(other)}${superlatives[name]?.unit ?? ''})`;
}

/** How it stands to the first, for one that leads in nothing. */
function compare(
  appraisal: Appraisal,
  first: Appraisal,
  objectives: readonly Objective[],
  asked: Asked,
): string[] {
  return objectives.flatMap((objective) => {
    const { name } = objective;
    if (!isBetter(appraisal, first, objective)) return [];
    const { better } = superlatives[name] ?? { better: `better than the first in ${name}` };
    const [own, other] = [appraisal, first].map((each) => figureOf(each, name)!);
    return [claim(better, name, own!, other!, asked)];
  });
}

/** `answers 2 for median3(1, 1, 2) where another answers 1` */
function difference(
  appraisal: Appraisal,
  chosen: readonly Appraisal[],
  disagreements: readonly Disagreement[],
  { tolerance }: Asked,
): string | undefined {
  const isAlike = (one: Value, other: Value) =>
    sameValue(one, other, Math.max(tolerance, rounding));
  const id = appraisal.survivor.candidate.id;
  const told = disagreements.flatMap(({ question, args, results }) => {
    const own = results.find(({ candidate }) => candidate === id);
    if (own === undefined) return [];
    const { result } = own;
    const others = results.filter(({ candidate }) => candidate !== id);
    const otherwise = others.filter((other) => !isAlike(other.result, result));
    return otherwise.length === 0
      ? []
      : [
          {
            asked: question ?? args.map(showValue).join(', '),
            result,
            other: otherwise[0]!,
            isAlone: otherwise.length === others.length,
          },
        ];
  });
  // A case where it stands alone tells it apart; one where another agrees with it tells less.
  const telling = told.find(({ isAlone }) => isAlone) ?? told[0];
  if (telling === undefined) return undefined;
  const { asked, result, other } = telling;
  const place = chosen.findIndex(({ survivor }) => survivor.candidate.id === other.candidate);
  return `answers ${showRounded(result)} for ${asked} where number ${place + 1} answers ${showRounded(other.result)}`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
