import type { PrimitiveType, Value, ValueType } from '../../../../../domain/value.ts';
import { elementType, primitiveTypes, valueTypes } from '../../../../../domain/value.ts';
import { method, template } from '../notation.ts';
import type { ArgumentType, FunctionType, Notation, Operator } from '../operator.ts';
import { operator } from '../operator.ts';
import {
  absent,
  arrayFrom,
  forEach,
  lengthWanted,
  type List,
  listOf,
  orAbsent,
} from './list-shape.ts';

/** What the params of a function are called that is told an element's index too. */
const names = ['item', 'index'];

type Unary = (item: Value) => Value;
type Indexed = (item: Value, index: number) => Value;

/** The name of a type in TypeScript. */
const typeScriptOf = (type: ValueType): string => type.replace('integer', 'number');

/** What asks a question of the elements of a list: its type, cost, notation, meaning and noun. */
type Question = readonly [
  result: ValueType,
  cost: number,
  notation: Notation,
  apply: (items: List, holds: Indexed) => Value,
  noun: string,
];

const filter: Question[3] = (items, holds) => items.filter(holds);
const every: Question[3] = (items, holds) => items.every(holds);
const some: Question[3] = (items, holds) => items.some(holds);
const findIndex: Question[3] = (items, holds) => items.findIndex(holds);

/** The operators that ask a question of the elements of a list, or compare them. */
function predicatesOn(element: PrimitiveType) {
  const list = listOf(element);
  const none = absent[element];
  const define = (name: string, asked: Omit<FunctionType, 'result'>, question: Question) => {
    const [result, cost, notation, apply, noun] = question;
    const predicate = { ...asked, result: 'boolean' } as const;
    return operator(`${list}.${name}`, [list, predicate], result, cost, notation, apply, { noun });
  };
  const one = { params: [element] } as const;
  /** The predicate is told an element's index too. */
  const indexed = { params: [element, 'integer'], names } as const;
  const find: Question[3] = (items, holds) => items.find(holds) ?? none;
  return {
    filter: define('filter', one, [list, 1, method('filter'), filter, 'kept']),
    filterIndexed: define('filterIndexed', indexed, [list, 2, method('filter'), filter, 'kept']),
    some: define('some', one, ['boolean', 1, method('some'), some, 'any']),
    every: define('every', one, ['boolean', 1, method('every'), every, 'all']),
    everyIndexed: define('everyIndexed', indexed, ['boolean', 2, method('every'), every, 'all']),
    find: define('find', one, [element, 2, orAbsent(element, '$0.find($1)'), find, 'found']),
    findIndex: define('findIndex', one, ['integer', 2, method('findIndex'), findIndex, 'index']),
    /** A stable sort by a comparison that may be inconsistent: the order is then the engine's. */
    sortBy: operator(
      `${list}.sortBy`,
      [list, { params: [element, element], result: 'number', names: ['a', 'b'] }],
      list,
      2,
      method('toSorted'),
      (items: List, compare: (left: Value, right: Value) => number) => items.toSorted(compare),
      { noun: 'sorted' },
    ),
  };
}

/** The operators that take a function from one element type into another type. */
function operatorsBetween(from: PrimitiveType, to: PrimitiveType) {
  const define = (
    name: string,
    function_: ArgumentType,
    cost: number,
    apply: Operator['apply'],
    noun: string,
    shownAs = name,
  ) =>
    operator(
      `${from}[].${name}.${to}`,
      [listOf(from), function_],
      listOf(to),
      cost,
      method(shownAs),
      apply,
      { noun },
    );
  return {
    map: define(
      'map',
      { params: [from], result: to },
      1,
      (items: List, image: Unary) => items.map(image),
      'mapped',
    ),
    mapIndexed: define(
      'mapIndexed',
      { params: [from, 'integer'], result: to, names },
      2,
      (items: List, image: Indexed) => items.map(image),
      'mapped',
      'map',
    ),
    flatMap: define(
      'flatMap',
      { params: [from], result: listOf(to) },
      2,
      (items: List, images: (item: Value) => List) => items.flatMap(images),
      'parts',
    ),
  };
}

/** A fold from the left; a list as the accumulator needs its type written out. */
function reduction(from: PrimitiveType, to: ValueType) {
  const typed = elementType(to) === undefined ? '' : `<${typeScriptOf(to)}>`;
  const totals = elementType(to) === undefined ? 'total' : 'totals';
  return operator(
    `${from}[].reduce.${to}`,
    [listOf(from), { params: [to, from], result: to, names: [totals, 'item'] }, to],
    to,
    2,
    template(`$0.reduce${typed}($1, $2)`, 'member', 'member', 'argument', 'argument'),
    (items: List, step: (total: Value, item: Value) => Value, start: Value) =>
      items.reduce((total, item) => step(total, item), start),
    { noun: 'total' },
  );
}

/** Applies a step to a start a bounded number of times. */
function iteration(type: ValueType) {
  const { notation, simpler } = arrayFrom(0, `).reduce<${typeScriptOf(type)}>($1, $2)`);
  return operator(
    `iterate.${type}`,
    ['integer', { params: [type], result: type, names: ['state'] }, type],
    type,
    3,
    notation,
    (count: number, step: Unary, start: Value) =>
      Array.from(lengthWanted(count)).reduce<Value>((state) => step(state), start),
    { noun: 'state', simpler },
  );
}

/** `predicates.integer.filter`: what asks a question of the elements of a list. */
export const predicates = forEach(primitiveTypes, predicatesOn);

/** `mappings.integer.boolean.map`: from lists of one element type into lists of another. */
export const mappings = forEach(primitiveTypes, (from) =>
  forEach(primitiveTypes, (to) => operatorsBetween(from, to)),
);

/** `reductions.integer['string[]']`: folds of a list of the first type into the second. */
export const reductions = forEach(primitiveTypes, (from) =>
  forEach(valueTypes, (to) => reduction(from, to)),
);

/** `iterations.integer`: bounded repetition on a state of that type. */
export const iterations = forEach(valueTypes, iteration);

/** Every operator that takes a function. All are pure, and total where the function is. */
export const combinators: readonly Operator[] = [
  ...Object.values(predicates).flatMap((operators) => Object.values(operators)),
  ...Object.values(mappings)
    .flatMap((targets) => Object.values(targets))
    .flatMap((operators) => Object.values(operators)),
  ...Object.values(reductions).flatMap((targets) => Object.values(targets)),
  ...Object.values(iterations),
];
