import { stripTypeScriptTypes } from 'node:module';
import { errorText, Rejected, Unfit } from './failures.ts';

/** The head that most programs have, with types that are names or arrays of names. */
const plainHead =
  /^export function [\w$]+\((?:[\w$]+: (?:readonly )?\w+(?:\[\])*(?:, )?)*\): \w+(?:\[\])* \{\n/;
const annotation = /: (?:readonly )?\w+(?:\[\])*(?=[,)]| \{\n)/g;
/** A call with type arguments is the one thing of TypeScript that parses as JavaScript. */
const typeArguments = /(?<!=)>\s*[(`]/;

/**
 * Hands a program to `use` as JavaScript. One whose only types stand in a head of the usual form
 * loses them here, in a tenth of the time; what this leaves behind does not parse, is `Rejected`
 * by `use`, and takes the long way.
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

function withoutPlainTypes(source: string): string | undefined {
  const [head] = plainHead.exec(source) ?? [];
  if (head === undefined || typeArguments.test(source)) return undefined;
  return head.replace(annotation, '') + source.slice(head.length);
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
