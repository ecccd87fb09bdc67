import { renamed } from './renaming.ts';
import { tokensOf, type Token } from './tokens.ts';

const set = (texts: string): ReadonlySet<string> => new Set(texts.split(' '));

const assignments = '= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??=';
const operators = `${assignments} == != === !== < <= && || ?? ? : * / % ** & | ^ << , ; . ?.`;

/** Signs after which, or before which, a line break cannot end a statement. */
const goesOnAfter = set(`${operators} { ( [ => + - ~ ...`);
const goesOnBefore = set(`${operators} } ) ] > >= >> >>>`);

/** Words before a block, or before the brackets that stand before it. */
const ofBlocks = set('else try finally do if for while switch catch');

/** By these a program may read its own text, or what its functions are called. */
const reflecting = set('eval Function String toString toLocaleString toSource name caller callee');

/**
 * A source without what makes no difference to what it does: comments, white space, the quotes of
 * a text, the last comma of a list, and how its local names are called. Programs of equal form
 X
 * Takes time in proportion to the length of the source. Where a source may look at its own
 * text or names, or is not to be split into tokens with certainty, it is its own form.
 */
export function normalForm(source: string): string {
  const tokens = tokensOf(source);
  if (tokens === undefined || tokens.some(reflects)) return source;
  return renamed(withoutLayout(tokens)).join(' ');
}

function reflects({ kind, text }: Token): boolean {
  return reflecting.has(kind === 'text' ? text.slice(1, -1) : text);
}

/** A bracket; of a block is its brace, and what stands in brackets before it. */
interface Opened {
  readonly sign: string;
  readonly isOfBlock: boolean;
}

function withoutLayout(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  const open: Opened[] = [];
  let closed: Opened | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const last = kept.at(-1);
    if (token.kind === 'line') {
      const isAfterBlock = last?.text === '}' && closed?.isOfBlock === true;
      const inside = open.at(-1)?.sign;
      if (!isAfterBlock && endsStatement(last, tokens[index + 1], inside)) kept.push(token);
      continue;
    }
    if (token.kind === 'sign' && '([{'.includes(token.text)) {
      const isOfBlock =
        ofBlocks.has(last?.text ?? '') || (last?.text === ')' && closed?.isOfBlock === true);
      open.push({ sign: token.text, isOfBlock });
    } else if (token.kind === 'sign' && ')]}'.includes(token.text)) {
      closed = open.pop();
      if (last?.text === ',' && !'[,'.includes(kept.at(-2)?.text ?? ',')) kept.pop();
    }
    kept.push(token.kind === 'text' ? { kind: 'text', text: quoted(token.text) } : token);
  }
  return kept;
}

function endsStatement(
  last: Token | undefined,
  next: Token | undefined,
  inside: string | undefined,
): boolean {
  if (
    next === undefined ||
    next.kind === 'line' ||
    last === undefined ||
    inside === '(' ||
    inside === '['
  )
    return false;
  if (last.kind === 'word') return next.text !== ';' && next.text !== '}';
  const isAfter = last.kind === 'sign' && goesOnAfter.has(last.text);
  const isBefore = next.kind === 'sign' && goesOnBefore.has(next.text);
  return !isAfter && !isBefore;
}

/** In double quotes, where that changes nothing. */
function quoted(text: string): string {
  return /^'[^'"\\]*'$/u.test(text) ? `"${text.slice(1, -1)}"` : text;
}
