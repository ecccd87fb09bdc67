import type { Example } from '../../../../../domain/function.ts';
import { elementType, type Value, type ValueType } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import {
  children,
  type Expression,
  lambda,
  parameter,
  variable,
} from '../../language/expression.ts';
import { substituted } from './capturing.ts';

/** What one place of a list says of the function on elements. */
export interface Position {
  readonly args: readonly Value[];
  readonly result: Value;
}

/** A function on elements, as the positions of lists show it, example by example. */
export interface ElementFunction {
  readonly params: readonly ValueType[];
  readonly result: ValueType;
  readonly positions: readonly (readonly Position[])[];
}

/**
 * What a function on elements sees beside these and the scalar parameters of the problem:
 * nothing, the index, or the index and the lists.
 */
export type Sight = 'elements' | 'index' | 'everything';

/** The search for a function on elements as a problem of its own. */
export interface ElementTask {
  readonly problem: ExampleProblem;
  readonly sight: Sight;
  readonly usesIndex: (program: Expression) => boolean;
  /** The program for the problem as a lambda of the outer program. */
  readonly lambda: (program: Expression) => Expression;
  /** The same with expressions of the outer program in the places of the lambda's params. */
  readonly body: (program: Expression, args: readonly Expression[]) => Expression;
}

const mostPositions = 80;

/** The function in each sight that the positions allow; the index alone only where it has to be. */
export function elementTasks(problem: ExampleProblem, wanted: ElementFunction): ElementTask[] {
  const plain = taskOf(problem, wanted, 'elements');
  const narrow = plain ?? taskOf(problem, wanted, 'index');
  return [narrow, taskOf(problem, wanted, 'everything')].flatMap((task) => task ?? []);
}

/** `undefined` where the positions contradict each other, or there are none. */
function taskOf(
  problem: ExampleProblem,
  { params, result, positions }: ElementFunction,
  sight: Sight,
): ElementTask | undefined {
  const isIndexed = sight !== 'elements';
  const own: readonly ValueType[] = isIndexed ? [...params, 'integer'] : params;
  const outer = [...problem.params.keys()].filter(
    (at) => sight === 'everything' || elementType(problem.params[at]!) === undefined,
  );
  const examples = distinct(
    positions.flatMap((list, example) => {
      const outside = outer.map((at) => problem.examples[example]!.args[at]!);
      return list.map((position, at) => ({
        args: [...position.args, ...(isIndexed ? [at] : []), ...outside],
        result: position.result,
      }));
    }),
  );
  if (examples === undefined || examples.length === 0) return undefined;
  const outerTypes = outer.map((at) => problem.params[at]!);
  const captured = outer.map((at, place) => parameter(at, outerTypes[place]!));
  const usesIndex = (program: Expression) => isIndexed && mentions(program, params.length);
  return {
    problem: {
      params: [...own, ...outerTypes],
      result,
      examples: examples.slice(0, mostPositions),
      tolerance: problem.tolerance,
      constants: problem.constants,
    },
    sight,
    usesIndex,
    lambda: (program) => {
      const types = usesIndex(program) ? own : params;
      const variables = own.map((type, slot) => variable(slot, type));
      return lambda(types, substituted(program, [...variables, ...captured], types.length));
    },
    body: (program, args) => substituted(program, [...args, ...captured], own.length),
  };
}

/** Each example once; `undefined` where the same arguments have two results. */
function distinct(examples: readonly Example[]): Example[] | undefined {
  const byArguments = new Map<string, Example>();
  for (const example of examples) {
    const key = JSON.stringify(example.args);
    const known = byArguments.get(key);
    if (known === undefined) byArguments.set(key, example);
    else if (known.result !== example.result) return undefined;
  }
  return [...byArguments.values()];
}

function mentions(expression: Expression, index: number): boolean {
  if (expression.kind === 'parameter') return expression.index === index;
  return children(expression).some((child) => mentions(child, index));
}
