import {
  elementType,
  type PrimitiveType,
  type Value,
  type ValueType,
} from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import type { Operator } from '../../language/operator.ts';
import { characters, lists, numberLists, range, sortTexts } from '../../language/operators/list.ts';
import { textJoin, textSplit, textWords } from '../../language/operators/text.ts';
import { productionOf, type Production } from '../production.ts';
import { combinations } from './combinations.ts';
import { wholeNumbers } from './constants.ts';
import { throughLists } from './through-lists.ts';

/** Longer lists are not worth going on with. */
const longestKept = 200;

/**
 * What can be done with the list types of a problem: plain operators, combinators applied to
 * lambdas, and small whole numbers; cheapest first. None for a problem without lists.
 */
export function listProductions(problem: ExampleProblem): Production[] {
  const elements = elementsOf(problem);
  return elements.length === 0 ? [] : productionsOver(elements, problem);
}

/**
 * What can be done on the way through lists with a problem that has none: `5! = 1 * 2 * … * 5`,
 * the longest word of a sentence. None where there are neither texts nor whole numbers to begin
 * with, or lists at once.
 */
export function productionsThroughLists(problem: ExampleProblem): Production[] {
  const types = new Set([...problem.params, problem.result]);
  if ([...types].some((type) => elementType(type) !== undefined || type === 'number')) return [];
  if (types.has('string')) return productionsOver(['string'], problem, texts);
  return types.has('integer') ? productionsOver(['integer'], problem, throughLists()) : [];
}

const texts = [textWords, textSplit, textJoin].map((operator) => productionOf(operator, 1.5));

function productionsOver(
  elements: readonly PrimitiveType[],
  problem: ExampleProblem,
  more: readonly Production[] = [],
): Production[] {
  const productions = [
    ...more,
    ...wholeNumbers(problem),
    ...elements.flatMap(plainOperators).map((operator) => productionOf(operator)),
    ...elements.flatMap((element) => combinations(element, elements)),
  ];
  return productions.map(bounded).toSorted((left, right) => left.cost - right.cost);
}

/** The element types of the problem's lists, and what else its lists can be made of. */
function elementsOf(problem: ExampleProblem): PrimitiveType[] {
  const types = [...problem.params, problem.result];
  return [...new Set(types.flatMap((type) => elementType(type) ?? []))];
}

function plainOperators(element: PrimitiveType): Operator[] {
  const { lastOr: _lastOr, pair: _pair, if: _if, ...common } = lists[element];
  switch (element) {
    case 'number':
      return [...Object.values(common), ...Object.values(numberLists.number)];
    case 'integer':
      return [...Object.values(common), ...Object.values(numberLists.integer), range];
    case 'boolean':
      return Object.values(common);
    case 'string':
      return [...Object.values(common), sortTexts, characters];
  }
}

/** Gives up on long lists and on whole numbers that a double does not hold exactly. */
function bounded(production: Production): Production {
  const keeps = keeper(production.result);
  return {
    ...production,
    apply: (args) => {
      const value = production.apply(args);
      return value !== undefined && keeps(value) ? value : undefined;
    },
  };
}

function keeper(type: ValueType): (value: Value) => boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger;
    case 'integer[]':
      return (value) =>
        (value as readonly Value[]).length <= longestKept &&
        (value as readonly Value[]).every(Number.isSafeInteger);
    case 'number[]':
    case 'boolean[]':
    case 'string[]':
      return (value) => (value as readonly Value[]).length <= longestKept;
    case 'number':
    case 'boolean':
    case 'string':
      return () => true;
  }
}
