import { parameter } from './language/expression.ts';
import { integerOperations, numberOperations, type Operation } from './numeric/operations.ts';
import { factorOf, remember, type Prior } from './prior.ts';

/**
 * Frozen: formulas that people know, as the operators that stand in them. No run learns from them,
 * none stands in the benchmark of the prior, and what is learnt has to make them likelier.
 */
export const frozenFormulas: Readonly<Record<string, readonly string[]>> = {
  'body mass index': ['number.divide', 'number.square'],
  'degrees Celsius': ['number.subtract', 'number.multiply', 'number.divide'],
  'compound interest': ['number.multiply', 'number.power', 'number.add'],
  'distance of two points': ['number.sqrt', 'number.add', 'number.square', 'number.subtract'],
  'percentage change': ['number.multiply', 'number.divide', 'number.subtract'],
  discriminant: ['number.subtract', 'number.square', 'number.multiply', 'number.multiply'],
  'volume of a sphere': ['number.multiply', 'number.divide', 'number.cube'],
  'resistors side by side': ['number.divide', 'number.multiply', 'number.add'],
  'half life': ['number.multiply', 'number.exp', 'number.negate', 'number.divide'],
  'loudness in decibels': ['number.multiply', 'number.log', 'number.divide'],
  'range of a throw': ['number.divide', 'number.multiply', 'number.square', 'number.sin'],
  'triangular number': ['integer.divide', 'integer.multiply', 'integer.add'],
  'hour on the clock': ['integer.modulo', 'integer.add'],
  'pages that are needed': ['integer.divide', 'integer.subtract', 'integer.add'],
  'points of a season': ['integer.add', 'integer.multiply'],
  'kept within bounds': ['integer.min', 'integer.max'],
};

/** The numeric operators that are drawn from for one type, with their own weights. */
const weights = [numberOperations, integerOperations].map(
  (operations) => new Map(operations.map((each) => [idOf(each), each.weight])),
);

/**
 * Learns from the programs that a run handed over, where that makes the frozen formulas likelier to
 * be drawn; else what was known stays, or nothing where that does not help either.
 */
export function learn(prior: Prior | undefined, programs: readonly string[]): Prior {
  const learnt = remember(prior, programs);
  if (gainOf(learnt) > 0) return learnt;
  return prior !== undefined && gainOf(prior) > 0 ? prior : remember(undefined, []);
}

/**
 * How much likelier the frozen formulas are with the prior than without: the mean logarithm of the
 * ratio, a formula. A sampler needs that many times fewer programs for them.
 */
export function gainOf(prior: Prior): number {
  const gains = Object.values(frozenFormulas).map((ids) =>
    ids.reduce((sum, id) => sum + Math.log(factorOf(prior, id) / meanFactor(prior, id)), 0),
  );
  return gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
}

/** The factor of all operators that stand for election beside the one, by their weights. */
function meanFactor(prior: Prior, id: string): number {
  const rivals = [...weights.find((each) => each.has(id))!];
  const total = rivals.reduce((sum, [, weight]) => sum + weight, 0);
  return rivals.reduce((sum, [rival, weight]) => sum + weight * factorOf(prior, rival), 0) / total;
}

function idOf(operation: Operation): string {
  const argument = parameter(0, 'number');
  const made = operation.build(argument, argument);
  return made.kind === 'call' ? made.operator.id : '';
}
