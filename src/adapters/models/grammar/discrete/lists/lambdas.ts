import { sameValue, elementType, type Value, type ValueType } from '../../../../../domain/value.ts';
import {
  children,
  type Expression,
  keyOf,
  literal,
  parameter,
  variable,
} from '../../language/expression.ts';
import type { Production } from '../production.ts';
import { lambdaVocabulary } from './lambda-vocabulary.ts';
import { probesOf } from './probes.ts';

/** The types that a lambda is made for. */
export interface LambdaShape {
  readonly params: readonly ValueType[];
  /** The type of the one value that the lambda takes from outside, if it takes any. */
  readonly capture?: ValueType;
  readonly result: ValueType;
  /** The numbers of the params that the body has to use; a capture it always uses. */
  readonly uses: readonly number[];
}

/** The body of a lambda, apart from where it stands. */
export interface Lambda {
  readonly shape: LambdaShape;
  /** Unique in its shape. */
  readonly name: string;
  /** Variables number the params; parameter 0 stands for the captured value. */
  readonly body: Expression;
  /** Takes the params' values, then the captured one. */
  readonly run: Run;
  /** What its operators and leaves cost; variables and captures cost half. */
  readonly cost: number;
}

type Run = (first: Value, second: Value, third: Value) => Value;

interface Term {
  readonly expression: Expression;
  readonly run: Run;
  /** One bit for every param and, above them, one for the capture. */
  readonly uses: number;
  /** Results on the probes. */
  readonly column: readonly Value[];
}

/** `levels[c]`: the terms of each type that cost c halves. */
type Levels = Map<ValueType, Term[]>[];

/** Costs are counted in halves, so that they are whole numbers. */
const halves = 2;
const dearest = 6 * halves;

const literals = [0, 1, 2].map((value) => literal(value, 'integer'));

const library = new Map<string, readonly Lambda[]>();

/**
 * The cheapest lambdas of a shape, no two of which do the same on the probes: enumerated bottom-up
 * by cost with observational equivalence. The same for the same shape, whatever the problem.
 */
export function lambdasOf(shape: LambdaShape, count: number): readonly Lambda[] {
  const key = JSON.stringify([shape, count]);
  const known = library.get(key) ?? enumerate(shape, count).slice(0, count);
  library.set(key, known);
  return known;
}

/** All lambdas up to the lowest cost at which there are `enough`. */
function enumerate(shape: LambdaShape, enough: number): readonly Lambda[] {
  const captured = shape.capture === undefined ? 0 : 1 << shape.params.length;
  const wanted = shape.uses.reduce((mask, index) => mask | (1 << index), captured);
  const vocabulary = lambdaVocabulary.filter((production) => suits(production, shape));
  const levels: Levels = [new Map()];
  const seen = new Set<string>();
  const found: Lambda[] = [];

  const offer = (cost: number, term: Term) => {
    const type = term.expression.type;
    const key = `${type}:${JSON.stringify(term.column)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const level = levels[cost]!;
    const peers = level.get(type);
    if (peers === undefined) level.set(type, [term]);
    else peers.push(term);
    if (type === shape.result && (term.uses & wanted) === wanted && !isInstance(term, shape)) {
      const { expression, run } = term;
      found.push({ shape, name: keyOf(expression), body: expression, run, cost: cost / halves });
    }
  };

  for (let cost = 1; cost <= dearest && found.length < enough; cost++) {
    levels.push(new Map());
    if (cost === 1) for (const leaf of inputs(shape)) offer(cost, leaf);
    if (cost === halves && captured === 0) for (const leaf of constants()) offer(cost, leaf);
    for (const production of vocabulary) {
      const budget = cost - Math.round(production.cost * halves);
      for (const args of choices(production.params, budget, levels)) {
        const uses = args.reduce((mask, arg) => mask | arg.uses, 0);
        // Without a param the term could as well be computed outside and captured.
        if (uses === 0 || uses === captured) continue;
        const term = apply(production, args, uses);
        if (varies(term)) offer(cost, term);
      }
    }
  }
  return found;
}

/** Lists come in as inputs and go out as the result, never in between; so do fractions. */
function suits(production: Production, shape: LambdaShape): boolean {
  const inputTypes = [...shape.params, shape.capture];
  const isOfNumbers = production.params.includes('number');
  if (isOfNumbers && ![...inputTypes, shape.result].includes('number')) return false;
  return (
    production.params.every(
      (type) => elementType(type) === undefined || inputTypes.includes(type),
    ) &&
    (elementType(production.result) === undefined || production.result === shape.result)
  );
}

function inputs(shape: LambdaShape): readonly Term[] {
  const types = shape.capture === undefined ? shape.params : [...shape.params, shape.capture];
  return types.map((type, index) => ({
    expression: index < shape.params.length ? variable(index, type) : parameter(0, type),
    run: (...args) => args[index]!,
    uses: 1 << index,
    column: probesOf(type, index),
  }));
}

function constants(): readonly Term[] {
  return literals.map((expression) => {
    const value = expression.kind === 'literal' ? expression.value : 0;
    return {
      expression,
      run: () => value,
      uses: 0,
      column: probesOf('integer', 0).map(() => value),
    };
  });
}

/** Every way to fill the params with terms that cost `budget` halves together. */
function* choices(
  params: readonly ValueType[],
  budget: number,
  levels: Levels,
  chosen: readonly Term[] = [],
): Generator<readonly Term[]> {
  const type = params[chosen.length]!;
  const isLast = chosen.length === params.length - 1;
  for (let cost = isLast ? budget : 1; cost <= budget; cost++) {
    for (const term of termsFor(type, levels[cost])) {
      if (isLast) yield [...chosen, term];
      else yield* choices(params, budget - cost, levels, [...chosen, term]);
    }
  }
}

/** Integers stand where numbers are wanted. */
function termsFor(type: ValueType, level: Levels[number] | undefined): readonly Term[] {
  const terms = level?.get(type) ?? [];
  return type === 'number' ? [...terms, ...(level?.get('integer') ?? [])] : terms;
}

function apply(production: Production, args: readonly Term[], uses: number): Term {
  const meaning = production.apply as (args: readonly Value[]) => Value;
  const [first, second, third] = args.map((arg) => arg.run);
  return {
    expression: production.build(args.map((arg) => arg.expression)),
    run:
      third !== undefined
        ? (a, b, c) => meaning([first!(a, b, c), second!(a, b, c), third(a, b, c)])
        : second !== undefined
          ? (a, b, c) => meaning([first!(a, b, c), second(a, b, c)])
          : (a, b, c) => meaning([first!(a, b, c)]),
    uses,
    column: args[0]!.column.map((_, probe) => {
      const value = meaning(args.map((arg) => arg.column[probe]!));
      // `-0` counts as `0`.
      return value === 0 ? 0 : value;
    }),
  };
}

/** `x => x + 2` is no lambda of its own where `x => x + k` is one. */
function isInstance({ expression }: Term, { params, capture }: LambdaShape): boolean {
  if (params.length > 1 || capture !== undefined) return false;
  const parts = children(expression);
  return (
    parts.some((part) => part.kind === 'literal') && parts.every((part) => part.kind !== 'call')
  );
}

const varies = ({ column }: Term): boolean =>
  column.some((value) => !sameValue(value, column[0]!, 0));
