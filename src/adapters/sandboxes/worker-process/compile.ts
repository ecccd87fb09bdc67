import { stripTypeScriptTypes } from 'node:module';
import type { Value } from '../../../domain/value.ts';
import { importsName, moduleBody, type Imports } from './module-body.ts';
import { describe, Unusable, usableValue } from './usable-value.ts';

/** A program is not run at all; the message says why. */
export class Rejected extends Error {}

/** One fresh instance of a program: nothing that an earlier one did can be seen from it. */
export interface Instance {
  /** The function itself. */
  readonly plain: (...args: readonly Value[]) => unknown;
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
}

/** Something the candidate threw, told apart from what its judge throws. */
class Thrown extends Error {
  constructor(cause: unknown) {
    super(`the function threw ${errorText(cause)}`, { cause });
  }
}

/**
 * Compiles TypeScript that exports the function `name`. The guard is compiled together with the
 * program, so that the engine inlines the one into the other: `evaluate` may call it by the
 * million.
 */
export function compile(source: string, name: string, shape: Shape): Instantiate {
  const script = withoutPlainTypes(source);
  if (script !== undefined) {
    try {
      return compileScript(script, name, shape);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
    }
  }
  return compileScript(withoutTypes(source), name, shape);
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
  let factory: (...context: unknown[]) => Instance;
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- running candidates is what this is for
    factory = new Function(
      'sluiceUsable$',
      'sluiceUnfit$',
      'sluiceRethrow$',
      'sluiceOwn$',
      importsName,
      text,
    ) as typeof factory;
  } catch (error) {
    throw new Rejected(`it does not parse: ${errorText(error)}`);
  }
  return () => {
    const instance = factory(usableValue, unfit, rethrow, own, shape.imports);
    if (typeof instance.plain !== 'function') throw new Rejected(`\`${local}\` is no function`);
    return instance;
  };
}

function rethrow(error: unknown): never {
  throw error instanceof Unusable ? error : new Thrown(error);
}

/** The head that most programs have, with types that are names or arrays of names. */
const plainHead =
  /^export function [\w$]+\((?:[\w$]+: (?:readonly )?\w+(?:\[\])*(?:, )?)*\): \w+(?:\[\])* \{\n/;
const annotation = /: (?:readonly )?\w+(?:\[\])*(?=[,)]| \{\n)/g;
/** A call with type arguments is the one thing of TypeScript that parses as JavaScript. */
const typeArguments = />\s*[(`]/;

/**
 * A program whose only types stand in a head of the usual form loses them here, in a tenth of the
 * time. What this leaves behind does not parse, and takes the long way.
 */
function withoutPlainTypes(source: string): string | undefined {
  const [head] = plainHead.exec(source) ?? [];
  if (head === undefined || typeArguments.test(source)) return undefined;
  return head.replace(annotation, '') + source.slice(head.length);
}

function withoutTypes(source: string): string {
  try {
    return stripTypeScriptTypes(source);
  } catch (error) {
    throw new Rejected(`it does not parse: ${errorText(error)}`);
  }
}

const errorCharactersMost = 500;

/** What was thrown, short enough to be kept. */
export function errorText(error: unknown): string {
  let text: string;
  try {
    text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    text = 'something that cannot be shown';
  }
  return text.length > errorCharactersMost ? `${text.slice(0, errorCharactersMost)}…` : text;
}
