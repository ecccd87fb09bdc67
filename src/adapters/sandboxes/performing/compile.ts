import { withParts, type Value } from '../../../domain/value.ts';
import type { CallResult } from '../../../ports/sandbox.ts';
import { importsName, moduleBody, type Imports } from '../../../domain/module-body.ts';
import { asJavaScript } from './as-javascript.ts';
import { errorText, Rejected, Thrown } from './failures.ts';
import { timeCalls } from './time-calls.ts';
import { describe, Unusable, usableValue } from './usable-value.ts';

/** One fresh instance of a program: nothing that an earlier one did can be seen from it. */
export interface Instance {
  /** Calls the function on fresh copies, and says what came of it. */
  call(args: readonly Value[]): CallResult;
  /** Nanoseconds a call, averaged over the inputs: one figure a repetition. */
  time(inputs: readonly (readonly Value[])[], repetitions: number): number[];
  /**
   * The function as `evaluate` and `holds` see it: arguments are fresh copies, the result is a
   * `Value`, and what it throws is wrapped in `Thrown`.
   */
  readonly guarded: (...args: readonly Value[]) => Value;
}

export type Instantiate = () => Instance;

/** As much of the function's head as the guard holds it to, and what programs may import. */
export interface Shape {
  readonly params: readonly unknown[];
  readonly returns: string;
  readonly imports: Imports;
  /** Whether its types are more than `ValueType`s: records and `null` may be told to a judge. */
  readonly isRich?: boolean;
  /** Where every instance has globals of its own: makes them, and answers with their `Function`. */
  readonly freshRealm?: () => FunctionConstructor;
}

/**
 * Compiles TypeScript that exports the function `name`. The guard is compiled together with the
 * program, so that the engine inlines the one into the other: `evaluate` may call it by the
 * million.
 */
export function compile(source: string, name: string, shape: Shape): Instantiate {
  return asJavaScript(source, (script) => compileScript(script, name, shape));
}

function compileScript(script: string, name: string, shape: Shape): Instantiate {
  const { body, exported, refused } = moduleBody(script, shape.imports);
  if (refused.length > 0) throw new Rejected(notImportable(refused, shape.imports));
  const local = exported.get(name);
  if (local !== undefined) return instantiator(body, local, shape);
  const others = [...exported.keys()].map((other) => `\`${other}\``).join(', ');
  throw new Rejected(`it exports no function \`${name}\`${others && `, only ${others}`}`);
}

function notImportable(refused: readonly string[], imports: Imports): string {
  const known = Object.keys(imports).map((specifier) => `\`${specifier}\``);
  return `it imports \`${refused.join('`, `')}\`, where it may import ${known.join(', ') || 'nothing'}`;
}

/** A function of the specification's own, under the same guard. */
export function adopt(own: (...args: readonly Value[]) => unknown, shape: Shape): Instantiate {
  return instantiator('', 'sluiceOwn$', shape, own);
}

function instantiator(
  body: string,
  local: string,
  shape: Shape,
  own?: (...args: readonly Value[]) => unknown,
): Instantiate {
  const params = Array.from({ length: shape.params.length }, (_, index) => `sluice${index}$`);
  const copies = params.map(
    (param) => `typeof ${param} === 'object' ? sluiceUsable$(${param}) : ${param}`,
  );
  const primitive = shape.returns === 'integer' ? 'number' : shape.returns;
  const checked = /^(?:number|boolean|string)$/.test(primitive)
    ? `typeof sluiceResult$ === '${primitive}' ? sluiceResult$ : sluiceUnfit$(sluiceResult$)`
    : 'sluiceUsable$(sluiceResult$)';
  const usable = (thing: unknown): Value => usableValue(thing, shape.isRich);
  const unfit = (result: unknown) => {
    throw new Unusable(`${describe(result)} where its type is ${shape.returns}`);
  };
  const text = `'use strict';
${body}
;return { plain: ${local}, guarded: (${params.join(', ')}) => {
  let sluiceResult$;
  try { sluiceResult$ = ${local}(${copies.join(', ')}); } catch (error) { sluiceRethrow$(error); }
  return ${checked};
} };`;
  let factory: Factory | undefined = factoryOf(text, shape.freshRealm?.() ?? Function);
  return () => {
    factory ??= factoryOf(text, shape.freshRealm?.() ?? Function);
    const { plain, guarded } = factory(usable, unfit, rethrow, own, shape.imports);
    if (shape.freshRealm !== undefined) factory = undefined;
    if (typeof plain !== 'function') throw new Rejected(`\`${local}\` is no function`);
    return {
      call: (args) => call(plain, args),
      guarded,
      time: (inputs, repetitions) => timeCalls(roundsOf(plain, inputs), inputs.length, repetitions),
    };
  };
}

/** A program as V8 runs it: the function itself, and under its guard. */
interface Compiled {
  readonly plain: (...args: readonly Value[]) => unknown;
  readonly guarded: Instance['guarded'];
}

type Factory = (...context: unknown[]) => Compiled;

function factoryOf(text: string, InRealm: FunctionConstructor): Factory {
  const context = ['sluiceUsable$', 'sluiceUnfit$', 'sluiceRethrow$', 'sluiceOwn$', importsName];
  try {
    return new InRealm(...context, text) as Factory;
  } catch (error) {
    throw new Rejected(`it does not parse: ${errorText(error)}`);
  }
}

function rethrow(error: unknown): never {
  throw error instanceof Unusable ? error : new Thrown(errorText(error));
}

function call(plain: Compiled['plain'], args: readonly Value[]): CallResult {
  let result: unknown;
  try {
    result = plain(...args.map(fresh));
  } catch (error) {
    return { kind: 'threw', error: errorText(error) };
  }
  try {
    return { kind: 'value', value: usableValue(result, true) };
  } catch (error) {
    return {
      kind: 'unusable',
      description: error instanceof Unusable ? error.message : errorText(error),
    };
  }
}

function fresh(value: Value): Value {
  return withParts(value, fresh);
}

/** Results go through here, so that the engine cannot leave the calls out. */
const kept: { result: unknown } = { result: undefined };

function roundsOf(plain: Compiled['plain'], inputs: readonly (readonly Value[])[]) {
  return (rounds: number): void => {
    for (let round = 0; round < rounds; round++) {
      for (const args of inputs) kept.result = plain(...args);
    }
  };
}
