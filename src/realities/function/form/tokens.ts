/** One token of TypeScript; white space and comments are none, but a line break between two is. */
export interface Token {
  readonly kind: 'name' | 'word' | 'text' | 'template' | 'sign' | 'line';
  readonly text: string;
}

const pattern = new RegExp(
  [
    String.raw`([^\S\n]+|\/\/[^\n]*|\/\*[^]*?\*\/)`,
    String.raw`(\n)`,
    String.raw`([a-zA-Z$_][\w$]*)`,
    String.raw`('(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|\.?\d(?:[eE][+-]|[\w.])*)`,
    '(`(?:[^`\\\\]|\\\\[^])*`)',
    String.raw`(>>>=|\.{3}|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|[-+*/%&|^]=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.@#])`,
  ].join('|'),
  'y',
);

const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/uy;

const words =
  'break case catch class const continue debugger default delete do else enum export extends ' +
  'false finally for function if import in instanceof new null return super switch this throw ' +
  'true try typeof var void while with yield let static async await of as is keyof readonly ' +
  'type interface number string boolean any unknown never object symbol bigint undefined';

/** Names that mean something of their own, in some place or in all. */
const reserved: ReadonlySet<string> = new Set(words.split(' '));

/** Words and signs after which a slash divides. */
const operands: ReadonlySet<string> = new Set(
  ') ] ++ -- this super null true false undefined'.split(' '),
);

/**
 * Splits a source into tokens; `undefined` where that is not certain without parsing it (a slash
 * after a brace, a template in a template, an unfinished text, a name in other letters).
 */
export function tokensOf(source: string): Token[] | undefined {
  // These end lines too, and comments with them.
  if (/[\r\u2028\u2029]/u.test(source)) return undefined;
  const tokens: Token[] = [];
  let last: Token | undefined;
  for (let place = 0; place < source.length;) {
    const slash = source[place] === '/' && !/^\/[/*]/u.test(source.slice(place, place + 2));
    if (slash && last?.text === '}') return undefined;
    const expected = slash && !divides(last) ? regularExpression : pattern;
    expected.lastIndex = place;
    const found = expected.exec(source);
    if (found === null) return undefined;
    place = expected.lastIndex;
    const token =
      expected === pattern ? tokenOf(found) : ({ kind: 'text', text: found[0] } as const);
    if (token === undefined) continue;
    if (token.kind === 'template' && !isPlain(token.text)) return undefined;
    tokens.push(token);
    if (token.kind !== 'line') last = token;
  }
  return tokens;
}

function tokenOf(found: RegExpExecArray): Token | undefined {
  const text = found[0];
  const space = found[1];
  if (space !== undefined) return space.includes('\n') ? { kind: 'line', text: '\n' } : undefined;
  if (found[2] !== undefined) return { kind: 'line', text };
  if (found[3] !== undefined) return { kind: reserved.has(text) ? 'word' : 'name', text };
  if (found[5] !== undefined) return { kind: 'template', text };
  return { kind: found[6] === undefined ? 'text' : 'sign', text };
}

function divides(last: Token | undefined): boolean {
  if (last === undefined) return false;
  return last.kind === 'sign' || last.kind === 'word' ? operands.has(last.text) : true;
}

/** Nothing in its places but names, figures and signs that need no parser. */
function isPlain(template: string): boolean {
  return !template.replaceAll(/\$\{[^{}'"`/]*\}/gu, '').includes('${');
}
