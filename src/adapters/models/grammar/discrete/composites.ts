import { isArray, type Value, type ValueType } from '../../../../domain/value.ts';
import { evaluate } from '../language/evaluate.ts';
import {
  call,
  lambda,
  literal,
  parameter,
  variable,
  type Expression,
} from '../language/expression.ts';
import { mappings } from '../language/operators/combinator.ts';
import * as integer from '../language/operators/integer.ts';
import { lists, sortTexts } from '../language/operators/list.ts';
import * as text from '../language/operators/text.ts';
import { productionOf, type Production } from './production.ts';

/** Idioms of several operators: as one production they are found long before their parts are. */
function idiom(
  id: string,
  params: readonly ValueType[],
  cost: number,
  build: (...args: readonly Expression[]) => Expression,
): Production {
  const body = build(...params.map((type, index) => parameter(index, type)));
  return {
    id,
    params,
    result: body.type,
    cost,
    apply: (args) => evaluate(body, args),
    build: (args) => build(...args),
  };
}

const whole = (value: number) => literal(value, 'integer');

/** `a % b === 0`. */
export const isMultiple: Production = {
  ...idiom('idiom.isMultiple', ['integer', 'integer'], 2, (a, b) =>
    call(integer.integerEqual, call(integer.integerModulo, a, b), whole(0)),
  ),
  apply: ([a, b]) => (b === 0 ? undefined : (a as number) % (b as number) === 0),
};

/** `'007'` for `'7'`, and the like. */
const padded = idiom('idiom.padded', ['string', 'integer'], 3, (value, length) =>
  call(text.textPadStart, value, length, literal('0', 'string')),
);

/** `'07'` for `7`. */
export const twoDigits = idiom('idiom.twoDigits', ['integer'], 2.5, (value) =>
  call(text.textPadStart, call(text.textFromNumber, value), whole(2), literal('0', 'string')),
);

const eachWord = (
  name: string,
  cost: number,
  change: (word: Expression) => Expression,
): Production =>
  idiom(`idiom.map ${name}`, ['string[]'], cost, (list) =>
    call(mappings.string.string.map, list, lambda(['string'], change(variable(0, 'string')))),
  );

const firstLetter = (word: Expression) => call(text.textCharAt, word, whole(0));

/** A text as a list of words, what is done to each, and the way back. */
const words: readonly Production[] = [
  productionOf(text.textWords, 3),
  productionOf(text.textSplit, 3),
  productionOf(text.textJoin, 2.5),
  productionOf(lists.string.length, 2),
  productionOf(lists.string.reverse, 2.5),
  productionOf(lists.string.unique, 3),
  productionOf(sortTexts, 3),
  eachWord('firstLetter', 3, firstLetter),
  eachWord('capitalise', 3, (word) => call(text.textCapitalise, word)),
  eachWord('trim', 3, (word) => call(text.textTrim, word)),
  eachWord('reverse', 3, (word) => call(text.textReverse, word)),
];

const rejoined = (parts: Expression) => call(text.textJoin, parts, literal(' ', 'string'));

/** What is often done to all words of a text. */
const sentences: readonly Production[] = [
  idiom('idiom.reverseWords', ['string'], 3, (value) =>
    rejoined(call(lists.string.reverse, call(text.textWords, value))),
  ),
  idiom('idiom.capitaliseWords', ['string'], 3, (value) =>
    rejoined(
      call(
        mappings.string.string.map,
        call(text.textWords, value),
        lambda(['string'], call(text.textCapitalise, variable(0, 'string'))),
      ),
    ),
  ),
];

/** What strings are worked on with beside the operators. */
export const textIdioms: readonly Production[] = [padded, ...sentences, ...words.map(bounded)];

/** Gives up on texts that are cut into too many pieces. */
function bounded(production: Production): Production {
  return {
    ...production,
    apply: (args) => {
      const value: Value | undefined = production.apply(args);
      return value !== undefined && isArray(value) && value.length > 64 ? undefined : value;
    },
  };
}
