import type { ValueSignature } from '../../../../domain/function.ts';
import type { Value, ValueType } from '../../../../domain/value.ts';
import type { Random } from '../../../../ports/random.ts';
import { call, type Expression, keyOf, literal } from '../language/expression.ts';
import { isUsableAs, type Operator } from '../language/operator.ts';
import { booleanAnd, booleanNot, booleanOr } from '../language/operators/boolean.ts';
import { operators } from '../language/operators/index.ts';
import {
  numberAbs,
  numberAdd,
  numberDivide,
  numberEqual,
  numberExp,
  numberFloor,
  numberIf,
  numberLess,
  numberLessOrEqual,
  numberLog,
  numberMax,
  numberMin,
  numberMultiply,
  numberNegate,
  numberPower,
  numberSqrt,
  numberSquare,
  numberSubtract,
} from '../language/operators/number.ts';
import { factorOf, type Prior } from '../prior.ts';
import { leavesOf, sampleLiteral } from './leaves.ts';

/** An operator all of whose arguments are values. */
export interface ValueOperator extends Operator {
  readonly params: readonly ValueType[];
}

/** One way to make a value of some type; `draw` is for leaves. */
type Production =
  | { readonly kind: 'operator'; readonly key: string; readonly operator: ValueOperator }
  | {
      readonly kind: 'leaf';
      readonly key: string;
      readonly draw: (random: Random) => Expression;
    };

/** A production with its prior share and how often it was seen in survivors of late. */
interface Weighed {
  readonly production: Production;
  readonly prior: number;
  count: number;
  weight: number;
}

/** The arithmetic of a priority or a formula, with the prior weight of each operator. */
const arithmetic: readonly (readonly [Operator, number])[] = [
  [numberAdd, 3],
  [numberSubtract, 4],
  [numberMultiply, 3],
  [numberDivide, 2],
  [numberIf, 3],
  [numberMin, 1.5],
  [numberMax, 1.5],
  [numberAbs, 1],
  [numberNegate, 1],
  [numberSquare, 0.7],
  [numberSqrt, 0.7],
  [numberLog, 0.5],
  [numberExp, 0.4],
  [numberPower, 0.4],
  [numberFloor, 0.4],
  [numberLess, 3],
  [numberLessOrEqual, 3],
  [numberEqual, 0.5],
  [booleanAnd, 1],
  [booleanOr, 0.5],
  [booleanNot, 0.1],
];

/** The share of a production's weight that no evidence takes away. */
const explorationFloor = 0.3;

/** How many survivors' worth of evidence the prior counts for. */
const priorCount = 50;

/** What a count is multiplied by with every program learnt from: the newest few hundred decide. */
const decay = 0.997;

/**
 * A probabilistic grammar over the values of one signature. Its weights start from a prior and
 * move towards what survivors are made of.
 */
export class Productions {
  readonly signature: ValueSignature;
  /** Programs of one leaf: parameters, and differences of two. Where a search may start. */
  readonly founders: readonly Expression[];
  readonly #constants: readonly Value[];
  readonly #byType = new Map<ValueType, readonly Weighed[]>();
  readonly #operators: readonly (readonly [ValueOperator, number])[];

  constructor(signature: ValueSignature, constants: readonly Value[], prior?: Prior) {
    this.signature = signature;
    this.founders = leavesOf(signature, signature.returns).map(([leaf]) => leaf);
    this.#constants = constants;
    this.#operators = operatorsFor(signature).map(
      ([operator, weight]) => [operator, weight * factorOf(prior, operator.id)] as const,
    );
  }

  /** Operators that could stand where `type` is wanted. */
  operators(type: ValueType): readonly ValueOperator[] {
    return this.#weighed(type).flatMap(({ production }) =>
      production.kind === 'operator' ? [production.operator] : [],
    );
  }

  /** A random expression of at most `depth` operators above each other. */
  sample(type: ValueType, depth: number, random: Random): Expression {
    const wanted = depth > 0 ? undefined : 'leaf';
    const production = this.#draw(type, wanted, random) ?? this.#draw(type, undefined, random)!;
    if (production.kind === 'leaf') return production.draw(random);
    const { operator } = production;
    return call(operator, ...operator.params.map((each) => this.sample(each, depth - 1, random)));
  }

  /** An operator that could stand where `type` is wanted, by weight. */
  sampleOperator(type: ValueType, random: Random): ValueOperator | undefined {
    const production = this.#draw(type, 'operator', random);
    return production?.kind === 'operator' ? production.operator : undefined;
  }

  #draw(
    type: ValueType,
    kind: Production['kind'] | undefined,
    random: Random,
  ): Production | undefined {
    const all = this.#weighed(type).filter(
      ({ production }) => kind === undefined || production.kind === kind,
    );
    let left = random.float() * all.reduce((sum, { weight }) => sum + weight, 0);
    for (const { production, weight } of all) {
      left -= weight;
      if (left < 0) return production;
    }
    return all.at(-1)?.production;
  }

  #weighed(type: ValueType): readonly Weighed[] {
    let weighed = this.#byType.get(type);
    if (weighed === undefined) {
      weighed = this.#prior(type);
      this.#byType.set(type, weighed);
    }
    return weighed;
  }

  #prior(type: ValueType): readonly Weighed[] {
    const leaves: [Production, number][] = leavesOf(this.signature, type).map(
      ([expression, weight]) => [
        { kind: 'leaf', key: keyOf(expression), draw: () => expression },
        weight,
      ],
    );
    const draw =
      type === 'boolean'
        ? (random: Random) => this.#sampleStump(random)
        : (random: Random) => sampleLiteral(type, this.#constants, random);
    leaves.push([{ kind: 'leaf', key: type === 'boolean' ? 'stump' : 'literal', draw }, 5]);
    const made = this.#operators.flatMap(([operator, weight]): [Production, number][] =>
      isUsableAs(operator.result, type)
        ? [[{ kind: 'operator', key: operator.id, operator }, weight]]
        : [],
    );
    // Leaves and operators are as likely as each other, or expressions would not end.
    const shares = [...normalised(leaves), ...normalised(made)];
    return shares.map(([production, prior]) => ({ production, prior, count: 0, weight: prior }));
  }

  /** A parameter, or the difference of two, against a literal: what decisions are mostly made of. */
  #sampleStump(random: Random): Expression {
    const leaves = leavesOf(this.signature, 'number');
    if (leaves.length === 0) return literal(random.below(2) === 0, 'boolean');
    const [left] = leaves[random.below(leaves.length)]!;
    const right = sampleLiteral('number', this.#constants, random);
    return random.below(2) === 0
      ? call(numberLess, left, right)
      : call(numberLessOrEqual, right, left);
  }

  /** Moves the weights towards what this survivor is made of. */
  learn(survivor: Expression): void {
    for (const weighed of this.#byType.values()) for (const each of weighed) each.count *= decay;
    this.#count(survivor, this.signature.returns);
    for (const weighed of this.#byType.values()) reweigh(weighed);
  }

  #count(expression: Expression, wanted: ValueType): void {
    const key = expression.kind === 'literal' ? 'literal' : keyOf(expression);
    const weighed = this.#weighed(wanted);
    const leaf = weighed.find(({ production }) => production.key === key);
    if (leaf !== undefined) leaf.count++;
    if (leaf !== undefined || expression.kind !== 'call') return;
    const { operator, args } = expression;
    const seen = weighed.find(({ production }) => production.key === operator.id);
    if (seen !== undefined) seen.count++;
    for (const [index, arg] of args.entries()) {
      const slot = operator.params[index]!;
      if (typeof slot === 'string') this.#count(arg, slot);
    }
  }
}

function reweigh(all: readonly Weighed[]): void {
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const priorTotal = all.reduce((sum, { prior }) => sum + prior, 0);
  for (const each of all) {
    const prior = each.prior / priorTotal;
    const posterior = (each.count + priorCount * prior) / (total + priorCount);
    each.weight = explorationFloor * prior + (1 - explorationFloor) * posterior;
  }
}

function normalised<Item>(
  weighed: readonly (readonly [Item, number])[],
): (readonly [Item, number])[] {
  const total = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  return weighed.map(([item, weight]) => [item, weight / total]);
}

function operatorsFor(signature: ValueSignature): readonly (readonly [ValueOperator, number])[] {
  const types = [signature.returns, ...signature.params.map(({ type }) => type)];
  const isArithmetic = types.every((type) => ['number', 'integer', 'boolean'].includes(type));
  const known = new Map(arithmetic);
  const all = isArithmetic
    ? arithmetic
    : operators.map((operator) => [operator, known.get(operator) ?? 1 / operator.cost] as const);
  return all.filter((entry): entry is readonly [ValueOperator, number] =>
    entry[0].params.every((type) => typeof type === 'string'),
  );
}
