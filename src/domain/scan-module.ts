/** A token of JavaScript; white space and comments are none. */
export interface Token {
  readonly kind: 'word' | 'text' | 'literal' | 'sign';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** In how many brackets it stands; a bracket itself stands outside of itself. */
  readonly depth: number;
  /** Whether it is the first of its line. */
  readonly isFirst: boolean;
  /** Whether an expression may end with it: a slash after it divides. */
  readonly isEnd: boolean;
}

const space = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)+/uy;
const lexeme = new RegExp(
  [
    String.raw`(?<word>#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)`,
    String.raw`(?<text>'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")`,
    String.raw`(?<number>\.?\d(?:[eE][+-]|[\w.])*)`,
    String.raw`(?<sign>=>|\+\+|--|\.{3}|\?\.(?!\d)|[^])`,
  ].join('|'),
  'uy',
);
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/uy;
const templatePart = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/uy;

const wordsOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
/** Words after which an expression begins. */
const beforeExpression = wordsOf(
  'return typeof instanceof in of new delete void throw do else case yield await extends default',
);
const beforeBlock = wordsOf('else do try finally');
/** Words whose brackets a statement follows, which may begin with a regular expression. */
const withHead = wordsOf('if while for with');

interface Bracket {
  /** Whether an expression may end with what closes it. */
  readonly isEnd: boolean;
  readonly isTemplate: boolean;
}

/** Splits a module into its tokens, as far as a parser could; what does not parse, may come out as anything. */
export function scanModule(source: string): Token[] {
  const tokens: Token[] = [];
  const open: Bracket[] = [];
  let before: Token | undefined;
  let place = 0;
  /** The match of a pattern at this place, which it passes. */
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = place;
    const found = pattern.exec(source);
    if (found !== null) place = pattern.lastIndex;
    return found;
  };
  const endTemplate = (): boolean => {
    const part = take(templatePart)?.[0] ?? '`';
    if (part.endsWith('`')) return true;
    open.push({ isEnd: false, isTemplate: true });
    return false;
  };
  for (;;) {
    const isFirst = before === undefined || /[\n\r\u2028\u2029]/u.test(take(space)?.[0] ?? '');
    if (before === undefined) take(space);
    const from = place;
    if (from >= source.length) return tokens;
    const isRegular = source[from] === '/' && before?.isEnd !== true;
    const found = (isRegular && take(regularExpression)) || take(lexeme)!;
    const { word, text: quoted, number, sign } = found.groups ?? {};
    const base = { text: found[0], from, isFirst };
    if (sign === undefined) {
      const kind = word !== undefined ? 'word' : quoted !== undefined ? 'text' : 'literal';
      const isName = before?.text === '.' || before?.text === '?.';
      const isEnd =
        word === undefined || number !== undefined || isName || !beforeExpression.has(word);
      before = { ...base, kind, to: place, depth: open.length, isEnd };
      tokens.push(before);
      continue;
    }
    if ('([{'.includes(sign)) {
      const bracket = { isEnd: !opensStatement(sign, before), isTemplate: false };
      before = { ...base, kind: 'sign', to: place, depth: open.length, isEnd: false };
      open.push(bracket);
    } else if (sign === '`' || ')]}'.includes(sign)) {
      const closed = sign === '`' ? undefined : open.pop();
      const depth = open.length;
      const isTemplate = sign === '`' || closed?.isTemplate === true;
      const isEnd = isTemplate ? endTemplate() : (closed?.isEnd ?? true);
      before = { ...base, kind: isTemplate ? 'literal' : 'sign', to: place, depth, isEnd };
    } else {
      const isEnd = (sign === '++' || sign === '--') && before?.isEnd === true;
      before = { ...base, kind: 'sign', to: place, depth: open.length, isEnd };
    }
    tokens.push(before);
  }
}

/** Whether a statement may follow what this bracket opens. */
function opensStatement(bracket: string, before: Token | undefined): boolean {
  if (bracket === '[') return false;
  const { kind, text, isEnd } = before ?? { kind: 'sign', text: ';', isEnd: false };
  if (bracket === '(') return kind === 'word' && withHead.has(text);
  if (kind === 'word') return isEnd || beforeBlock.has(text);
  return [';', '{', '}', ')', '=>'].includes(text);
}
