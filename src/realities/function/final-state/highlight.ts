/**
 * A stretch of source text and how it is coloured; `plain` is not. `hidden` is one letter that shows
 * nothing, or turns what stands around it.
 */
export interface Token {
  readonly kind: 'keyword' | 'type' | 'string' | 'number' | 'comment' | 'call' | 'hidden' | 'plain';
  readonly text: string;
}

const keywords = new Set(
  `async await break case catch class const continue default delete do else export extends false
   finally for function if import in instanceof let new null of return static switch this throw
   true try typeof undefined var void while yield as satisfies type interface`.split(/\s+/),
);
const types = new Set('any bigint boolean never number object string unknown'.split(' '));

const lexemes =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?)|(?<number>\b(?:0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)n?)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)(?<call>\s*\()?/giu;

/** Letters by which a text can read otherwise than it runs (CVE-2021-42574), and what none can see. */
const hidden = /((?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029])/u;

/** A token as it is shown: what is hidden, by its number. */
export const printed = ({ kind, text }: Token): string =>
  kind === 'hidden' ? `\\u{${text.codePointAt(0)!.toString(16)}}` : text;

function wordKind(word: string, isCalled: boolean): Token['kind'] {
  if (keywords.has(word)) return 'keyword';
  if (types.has(word)) return 'type';
  return isCalled ? 'call' : 'plain';
}

/** TypeScript cut into coloured tokens. The texts of the tokens joined are the source again. */
export function highlight(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const push = (kind: Token['kind'], text: string) => {
    for (const part of text.split(hidden)) {
      if (part !== '') tokens.push({ kind: hidden.test(part) ? 'hidden' : kind, text: part });
    }
    end += text.length;
  };
  for (const match of source.matchAll(lexemes)) {
    push('plain', source.slice(end, match.index));
    const { comment, string, number, word, call } = match.groups ?? {};
    if (comment !== undefined) push('comment', comment);
    else if (string !== undefined) push('string', string);
    else if (number !== undefined) push('number', number);
    else if (word !== undefined) push(wordKind(word, call !== undefined), word);
  }
  push('plain', source.slice(end));
  return tokens;
}

/** One line of source: its tokens, its line break included, and by how much it is indented. */
export interface Line {
  readonly tokens: readonly Token[];
  readonly indent: number;
}

/** The tokens line by line, so that a line too long for its place can go on under its beginning. */
export function highlightLines(source: string): readonly Line[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of highlight(source)) {
    text.split(/(?<=\n)/).forEach((part) => {
      lines.at(-1)?.push({ kind, text: part });
      if (part.endsWith('\n')) lines.push([]);
    });
  }
  return lines.map((tokens) => {
    const text = tokens.map((token) => token.text).join('');
    return { tokens, indent: text.length - text.trimStart().length };
  });
}

/** Continuations are indented in steps of two, up to eight; the style sheet knows these classes. */
export const indentClass = (indent: number): string =>
  `line indent-${Math.min(8, Math.ceil(indent / 2) * 2)}`;
