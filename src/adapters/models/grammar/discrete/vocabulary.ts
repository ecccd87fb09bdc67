import type { ValueType } from '../../../../domain/value.ts';
import type { Production } from './production.ts';

/** A production with the concrete type that each argument is taken from. */
export interface Variant {
  readonly index: number;
  readonly production: Production;
  /** In whole halves. */
  readonly cost: number;
  /** Numbers of `Vocabulary.types`. */
  readonly params: readonly number[];
  readonly result: number;
  /** The two first arguments are taken from one bank, and swapping them changes nothing. */
  readonly commutative: boolean;
}

/** What one problem's search is made of. */
export interface Vocabulary {
  readonly types: readonly ValueType[];
  readonly variants: readonly Variant[];
  /** Types whose values may stand as the result. */
  readonly goals: readonly number[];
}

/** A whole number may stand where a number is asked for. */
function accepted(type: ValueType): readonly ValueType[] {
  if (type === 'number') return ['number', 'integer'];
  if (type === 'number[]') return ['number[]', 'integer[]'];
  return [type];
}

/**
 * Keeps the productions that can be reached from leaves and spells out which type each argument
 * comes from.
 */
export function vocabularyOf(productions: readonly Production[], result: ValueType): Vocabulary {
  const types = reachableTypes(productions);
  const variants: Variant[] = [];
  for (const production of productions) {
    for (const params of choices(production.params, types)) {
      variants.push({
        index: variants.length,
        production,
        cost: Math.max(1, Math.round(production.cost * 2)),
        params,
        result: types.indexOf(production.result),
        commutative: production.commutative === true && params[0] === params[1],
      });
    }
  }
  const goals = accepted(result).flatMap((type) =>
    types.includes(type) ? [types.indexOf(type)] : [],
  );
  return { types, variants, goals };
}

function reachableTypes(productions: readonly Production[]): ValueType[] {
  const types = new Set<ValueType>();
  for (let before = -1; before !== types.size;) {
    before = types.size;
    for (const production of productions) {
      const ready = production.params.every((type) => accepted(type).some((one) => types.has(one)));
      if (ready) types.add(production.result);
    }
  }
  return [...types];
}

function choices(params: readonly ValueType[], types: readonly ValueType[]): number[][] {
  return params.reduce<number[][]>(
    (heads, type) => {
      const options = accepted(type).flatMap((one) =>
        types.includes(one) ? [types.indexOf(one)] : [],
      );
      return heads.flatMap((head) => options.map((option) => [...head, option]));
    },
    [[]],
  );
}
