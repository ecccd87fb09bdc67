import { stripTypeScriptTypes } from 'node:module';
import { errorText, Rejected, Unfit } from './failures.ts';

const name = /[A-Za-z_$][\w$]*/.source;
const typeArguments = /<[\w\s,|[\]]+>/.source;
const simple = `(?:readonly\\s+)?\\w+(?:${typeArguments})?(?:\\[\\])*`;
const type = `${simple}(?:\\s*\\|\\s*${simple})*`;
const parameter = `${name}\\s*:\\s*${type}`;
const parameters = `\\(\\s*(?:${parameter}(?:\\s*,\\s*${parameter})*)?\\s*\\)`;

/**
 * What is found in a program from left to right, a group for each: text and comments, which stay as
 * they are; what could begin a pattern or hold code inside text, which takes the long way; and types
 * in the places where nothing else can stand: the head of a function, the parameters of an arrow if
 * all have one, a variable that is given its value, the arguments of `new`.
 */
const landmarks = new RegExp(
  [
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\$])*`|\/\/[^\n]*|\/\*[^]*?\*\/)/.source,
    /(['"`]|(?<=(?:[^\w\s)\]]|\breturn)\s*)\/(?![/*]))/.source,
    `(\\bfunction\\s+${name}\\s*${parameters})(?:\\s*:\\s*${type})?(?=\\s*\\{)`,
    `(\\(\\s*${parameter}(?:\\s*,\\s*${parameter})*\\s*\\))(?=\\s*=>)`,
    `(\\b(?:const|let|var)\\s+${name})\\s*:\\s*${type}(?=\\s*=[^=>])`,
    `(\\bnew\\s+${name})${typeArguments}(?=\\()`,
  ].join('|'),
  'g',
);
type Groups = readonly (string | undefined)[];
const annotation = new RegExp(`(${name})\\s*:\\s*${type}`, 'g');
/** A call with type arguments is the one thing of TypeScript that parses as JavaScript. */
const callWithTypes = /(?<!=)>\s*[(`]/;

/**
 * Hands a program to `use` as JavaScript. One whose types stand in the usual places only loses
 * them here, in a tenth of the time; what this leaves behind does not parse, is `Rejected` by
 * `use`, and takes the long way.
 */
export function asJavaScript<Result>(source: string, use: (script: string) => Result): Result {
  const script = withoutPlainTypes(source);
  if (script !== undefined) {
    try {
      return use(script);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
    }
  }
  return use(withoutTypes(source));
}

/** The program without types in the usual places; `undefined` where that would be a guess. */
export function withoutPlainTypes(source: string): string | undefined {
  let unsure = false;
  const withoutTheirs = (found: string, ...[same, guess, head, arrow, variable, made]: Groups) => {
    if (same !== undefined) return found;
    if (guess !== undefined) unsure = true;
    const parted = head ?? arrow;
    if (parted !== undefined) return parted.replace(annotation, '$1');
    return variable ?? made ?? found;
  };
  const script = source.replace(landmarks, withoutTheirs);
  return unsure || callWithTypes.test(script) ? undefined : script;
}

const syntaxErrors = new Set([
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
]);

/**
 * The stripper of Node 24 runs out of its stack where brackets nest about 3,000 deep, and answers
 * nothing but errors from then on: what nests so deep does not reach it, and a process in which
 * it has failed is unfit.
 */
function withoutTypes(source: string): string {
  if (nestsDeep(source)) throw new Rejected(`it nests more than ${nestingMost} brackets`);
  try {
    return stripTypeScriptTypes(source);
  } catch (error) {
    const { code = '' } = error as { readonly code?: string };
    if (!syntaxErrors.has(code)) throw new Unfit('it broke what strips the types of programs');
    throw new Rejected(`it does not parse: ${errorText(error)}`);
  }
}

const nestingMost = 500;

/** Whether brackets nest too deep, those in text and comments counted too. */
function nestsDeep(source: string): boolean {
  let depth = 0;
  for (const [bracket] of source.matchAll(/[([{)\]}]/g)) {
    if (!'([{'.includes(bracket)) depth = Math.max(0, depth - 1);
    else if (++depth > nestingMost) return true;
  }
  return false;
}
