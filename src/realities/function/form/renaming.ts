import type { Token } from './tokens.ts';

const set = (texts: string): ReadonlySet<string> => new Set(texts.split(' '));

const declaring = set('const let var function');

/** What stands before and behind a key, a method or a name that is a key as well. */
const beforeKey = set('{ , ;');
const behindKey = set(': ? ( , } =');

/** Names that mean something outside of any program. */
const known: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  'arguments',
]);

/**
 * The texts of tokens, with local names numbered in the order of their appearance. A name counts
 * as local if it is declared and nothing else is ever called so: no property, no key, no export,
 * nothing that exists without the program. Renaming those one to one changes nothing.
 */
export function renamed(tokens: readonly Token[]): string[] {
  const declared = new Set<string>();
  const fixed = new Set<string>();
  const open: { readonly sign: string; readonly at: number }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    const last = tokens[at - 1];
    if (kind === 'template') for (const [name] of text.matchAll(/[\w$]+/gu)) fixed.add(name);
    if (kind === 'name') {
      if (
        last?.text === 'function' ||
        declaring.has(last?.text ?? '') ||
        tokens[at + 1]?.text === '=>'
      )
        declared.add(text);
      if (isFixed(tokens, at, open.at(-1)?.sign)) fixed.add(text);
    }
    // Fields of a class and members of a namespace are keys that look like statements.
    if (text === 'class' || text === 'enum' || text === 'namespace' || text === 'module')
      return textsOf(tokens);
    if (kind !== 'sign') continue;
    if (text === '(' || text === '[' || text === '{') open.push({ sign: text, at });
    if (text !== ')' && text !== ']' && text !== '}') continue;
    const opened = open.pop();
    if (opened !== undefined && isBinding(tokens, opened.at, at))
      bind(tokens, opened.at, at, declared);
  }
  const numbers = new Map<string, string>();
  return tokens.map(({ kind, text }) => {
    if (kind !== 'name' || !declared.has(text) || fixed.has(text) || known.has(text)) return text;
    const number = numbers.get(text) ?? `#${numbers.size}`;
    numbers.set(text, number);
    return number;
  });
}

const textsOf = (tokens: readonly Token[]): string[] => tokens.map(({ text }) => text);

/** Whether this name is, or may be, more than the name of something local. */
function isFixed(tokens: readonly Token[], at: number, inside: string | undefined): boolean {
  const last = tokens[at - 1];
  if (last?.text === '.' || last?.text === '?.' || last?.text === '#') return true;
  if (isExported(tokens, at)) return true;
  const isBefore = last === undefined || last.kind === 'line' || beforeKey.has(last.text);
  const next = tokens[at + 1]?.text ?? '';
  if (inside !== '{' || !isBefore || !behindKey.has(next)) return false;
  // At the beginning of a statement a value is given to a local, or a function called.
  return last?.text === '{' || last?.text === ',' || next === ':' || next === '?';
}

/** `export function NAME`, `export default async function* NAME`, `export const NAME`. */
function isExported(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  while (tokens[before]?.kind === 'word' || tokens[before]?.text === '*') {
    if (tokens[before--]?.text === 'export') return true;
  }
  return false;
}

/** Whether these brackets hold parameters, or a pattern that declares what stands in it. */
function isBinding(tokens: readonly Token[], from: number, to: number): boolean {
  const before = tokens[from - 1]?.text ?? '';
  if (tokens[from]?.text === '[') return declaring.has(before);
  if (tokens[from]?.text !== '(') return false;
  if (before === 'function' || before === 'catch' || before === '*') return true;
  return tokens[from - 2]?.text === 'function' || isArrow(tokens, to + 1);
}

/** `=>`, or a type and then `=>`. */
function isArrow(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text === '=>') return true;
  if (tokens[at]?.text !== ':') return false;
  let place = at + 1;
  while (tokens[place]?.kind === 'word' || '<>[]|'.includes(tokens[place]?.text ?? ' ')) place++;
  return tokens[place]?.text === '=>';
}

/** The names between two brackets that stand first, or after a comma or an opening bracket. */
function bind(tokens: readonly Token[], from: number, to: number, declared: Set<string>): void {
  for (let at = from + 1; at < to; at++) {
    const { kind, text } = tokens[at]!;
    if (kind === 'name' && ['(', '[', ',', '...'].includes(tokens[at - 1]!.text))
      declared.add(text);
  }
}
