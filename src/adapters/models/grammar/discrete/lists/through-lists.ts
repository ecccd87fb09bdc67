import type { Value, ValueType } from '../../../../../domain/value.ts';
import { call, type Expression, lambda, literal, variable } from '../../language/expression.ts';
import { iterations, mappings, reductions } from '../../language/operators/combinator.ts';
import * as integer from '../../language/operators/integer.ts';
import { longestMade } from '../../language/operators/list-shape.ts';
import { characters, lists, range } from '../../language/operators/list.ts';
import { textFromNumber, textToInteger } from '../../language/operators/text.ts';
import type { Production } from '../production.ts';
import { bodyOf, lambdaExpression } from './capturing.ts';
import { type Lambda, lambdasOf } from './lambdas.ts';

const quota = { recurrence: 6, iteration: 8 };
const starts = [
  [0, 1],
  [1, 1],
] as const;

const whole = (value: number): Expression => literal(value, 'integer');

/** What leads from whole numbers to lists of them and back: counting, digits and repetition. */
export function throughLists(): Production[] {
  const pair = { params: ['integer', 'integer'], result: 'integer', uses: [0, 1] } as const;
  const one = { params: ['integer'], result: 'integer', uses: [0] } as const;
  return [
    upTo,
    digits,
    fromDigits,
    ...lambdasOf(pair, quota.recurrence).flatMap((step) =>
      starts.map(([first, second]) => recurrence(step, first, second)),
    ),
    ...lambdasOf({ ...one, capture: 'integer' }, quota.iteration).map(iterated),
  ];
}

/** 1, 2, … up to a number. */
const upTo: Production = {
  id: 'through.upTo',
  params: ['integer'],
  result: 'integer[]',
  cost: 2.5,
  apply: ([count]) =>
    Array.from({ length: Math.min(count as number, longestMade) }, (_, i) => i + 1),
  build: ([count]) =>
    call(
      mappings.integer.integer.map,
      call(range, count!),
      lambda(['integer'], call(integer.integerAdd, variable(0, 'integer'), whole(1))),
    ),
};

/** The decimal digits; a sign counts as 0. */
const digits: Production = {
  id: 'through.digits',
  params: ['integer'],
  result: 'integer[]',
  cost: 2.5,
  apply: ([value]) =>
    Array.from(String(value as number), (digit) => Number.parseInt(digit, 10) || 0),
  build: ([value]) =>
    call(
      mappings.string.integer.map,
      call(characters, call(textFromNumber, value!)),
      lambda(['string'], call(textToInteger, variable(0, 'string'))),
    ),
};

const fromDigits: Production = {
  id: 'through.fromDigits',
  params: ['integer[]'],
  result: 'integer',
  cost: 3,
  apply: ([items]) => (items as readonly number[]).reduce((total, digit) => total * 10 + digit, 0),
  build: ([items]) => {
    const tens = call(integer.integerMultiply, variable(0, 'integer'), whole(10));
    const step = call(integer.integerAdd, tens, variable(1, 'integer'));
    return call(reductions.integer.integer, items!, lambda(['integer', 'integer'], step), whole(0));
  },
};

/** Term number n of a sequence whose terms follow from the two before: Fibonacci's and others. */
function recurrence(step: Lambda, first: number, second: number): Production {
  const state: ValueType = 'integer[]';
  return {
    id: `through.recurrence ${first} ${second} ${step.name}`,
    params: ['integer'],
    result: 'integer',
    cost: 3 + step.cost,
    apply: ([count]) => {
      let [before, now]: Value[] = [first, second];
      for (let left = Math.min(count as number, longestMade); left >= 1; left--) {
        [before, now] = [now!, step.run(before!, now!, now!)];
      }
      return before;
    },
    build: ([count]) => {
      const [before, now] = [0, 1].map((index) =>
        call(lists.integer.at, variable(0, state), whole(index)),
      );
      const next = call(lists.integer.pair, now!, bodyOf(step, [before!, now!]));
      const start = literal([first, second], state);
      const last = call(iterations[state], count!, lambda([state], next), start);
      return call(lists.integer.at, last, whole(0));
    },
  };
}

/** A step with a captured value, so many times from 1 on. */
function iterated(step: Lambda): Production {
  return {
    id: `through.iterate ${step.name}`,
    params: ['integer', 'integer'],
    result: 'integer',
    cost: 2 + step.cost,
    apply: ([count, captured]) => {
      let state: Value = 1;
      for (let left = Math.min(count as number, longestMade); left >= 1; left--) {
        state = step.run(state, captured!, captured!);
      }
      return state;
    },
    build: ([count, captured]) =>
      call(iterations.integer, count!, lambdaExpression(step, captured), whole(1)),
  };
}
