import { literalTokens } from '../../domain/literal-size.ts';
import { withoutTypes } from './types-away/without-types.ts';

/** How large a function is, without a unit: measures of its source that nothing has to be run for. */
export interface SourceMeasures {
  /**
   * The tokens of the source that carry meaning: names, keywords and operators each 1, literals by
   * their length (`literalTokens`).
   * Types, punctuation (brackets, commas, semicolons, the dot and the arrow), comments, and the
   * words `export`, `function`, `const`, `let` and `return` that only hold it together count
   * nothing, nor do the function's name and parameters where they are declared.
   */
  readonly size: number;
  /** Places where it takes one way or another: conditionals, loops, `&&`, `||`, `??`, cases. */
  readonly branches: number;
}

const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<number>0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?)|(?<word>#?[\p{ID_Start}$_][\p{ID_Continue}$]*)|(?<operator>>>>=|\.\.\.|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|===|!==|\*\*|<<|>>|&&|\|\||\?\?|\?\.|\+\+|--|[-+*/%&|^<>=!]=|[-+*/%&|^~!<>=?])/gu;

const silent = new Set([
  'export',
  'default',
  'function',
  'const',
  'let',
  'var',
  'return',
  '=>',
  '?.',
  '...',
]);
const branching = new Set([
  'if',
  'for',
  'while',
  'case',
  'catch',
  '?',
  '&&',
  '||',
  '??',
  '&&=',
  '||=',
  '??=',
]);

/**
 * Measures TypeScript that exports the function `name`. Source whose types cannot be taken away is
 * measured as it stands.
 */
export function measureSource(source: string, name: string): SourceMeasures {
  const script = withoutHead(withoutTypes(source) ?? source, name);
  let size = 0;
  let branches = 0;
  for (const { 0: text, groups } of script.matchAll(token)) {
    if (groups === undefined || Object.values(groups).every((group) => group === undefined))
      continue;
    if (branching.has(text)) branches++;
    if (!silent.has(text)) size += tokensOf(text, groups);
  }
  return { size, branches };
}

function tokensOf(text: string, { string, number }: Readonly<Record<string, string | undefined>>) {
  if (string !== undefined) return literalTokens(string.slice(1, -1));
  return number === undefined ? 1 : literalTokens(Number(text.replace(/_|n$/g, '')));
}

/** The declaration's head says nothing that the specification does not say. */
function withoutHead(script: string, name: string): string {
  const head = new RegExp(`\\bfunction\\s+${name.replaceAll('$', '\\$')}\\s*\\([^()]*\\)`);
  return script.replace(head, '');
}
