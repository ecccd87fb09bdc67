import { costOf } from '../language/cost.ts';
import type { Expression } from '../language/expression.ts';
import { printLiteral } from '../language/literal.ts';
import type { Arithmetic } from './arithmetic.ts';
import { multiplied, plain, valueOf, written } from './constant.ts';
import type { Constant } from './constant.ts';

/** A part of a sum; without a feature the constant stands alone. */
interface Term {
  readonly constant: Constant;
  readonly feature: Expression | undefined;
}

/** A ratio of two constants that is written with more characters than this is no mend. */
const longestRatio = 5;

/** Σ constantₖ·featureₖ as a person writes it; a constant beyond the features stands alone. */
export function weightedSum(
  features: readonly Expression[],
  constants: readonly Constant[],
  arithmetic: Arithmetic,
): Expression {
  const terms = constants
    .map((constant, k): Term => ({ constant, feature: features[k] }))
    .filter(({ constant }) => constant.numerator !== 0);
  const plainly = summed(terms, arithmetic);
  const factored = withFactor(terms, arithmetic);
  return factored !== undefined && costOf(factored) < costOf(plainly) ? factored : plainly;
}

/** Zero terms left out, the positive ones first. */
function summed(terms: readonly Term[], arithmetic: Arithmetic): Expression {
  const expressionOf = ({ constant, feature }: Term) =>
    feature === undefined
      ? written(constant, arithmetic)
      : multiplied(feature, constant, arithmetic);
  const positive = terms.filter(({ constant }) => constant.numerator > 0);
  const negative = terms.filter(({ constant }) => constant.numerator < 0);
  const first = positive.shift() ?? negative.shift();
  if (first === undefined) return arithmetic.number(0);
  const sum = positive.map(expressionOf).reduce(arithmetic.sum, expressionOf(first));
  return negative.map(opposite).map(expressionOf).reduce(arithmetic.difference, sum);
}

const opposite = ({ constant, feature }: Term): Term => ({
  feature,
  constant: { ...constant, numerator: -constant.numerator },
});

/** The first term's constant as a factor of the whole, where that leaves short constants. */
function withFactor(terms: readonly Term[], arithmetic: Arithmetic): Expression | undefined {
  const [first] = terms;
  if (first?.feature === undefined || terms.length < 2) return undefined;
  const factor = valueOf(first.constant);
  const ratios = terms.map(({ constant }) => Number((valueOf(constant) / factor).toPrecision(12)));
  if (ratios.some((ratio) => printLiteral(ratio).length > longestRatio)) return undefined;
  const inner = terms.map(({ feature }, k) => ({ feature, constant: plain(ratios[k]!) }));
  return multiplied(summed(inner, arithmetic), first.constant, arithmetic);
}
