import type { ValueType } from '../../../../../../domain/value.ts';
import { template } from '../../notation.ts';
import type { ArgumentType, Notation, Operator } from '../../operator.ts';
import { operator } from '../../operator.ts';

/** An operator on texts, called `text.NAME`. */
export const define = (
  name: string,
  params: readonly ArgumentType[],
  result: ValueType,
  cost: number,
  notation: Notation,
  apply: Operator['apply'],
  extras: Partial<Pick<Operator, 'commutative' | 'noun' | 'simpler'>> = {},
) => operator(`text.${name}`, params, result, cost, notation, apply, extras);

/** Text to text, written as a method without arguments or as a template with one hole. */
export const rewrite = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (text: string) => string,
  noun = 'text',
) => define(name, ['string'], 'string', cost, notation, apply, { noun });

/** A template that ends in a call of a method. */
export const chain = (text: string): Notation => template(text, 'member', 'member');
