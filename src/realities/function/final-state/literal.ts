import type { Value } from '../../../domain/value.ts';

const numberForm = /^[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/i;
const stringForm = /^"(?:\\.|[^"\\])*"/;

/** A value, and the text that follows it. */
interface Read {
  readonly value: Value;
  readonly rest: string;
}

function readArray(text: string): Read | undefined {
  const items: Value[] = [];
  let rest = text.slice(1).trimStart();
  while (!rest.startsWith(']')) {
    const item = readStart(rest);
    if (item === undefined) return undefined;
    items.push(item.value);
    rest = item.rest.trimStart();
    if (rest.startsWith(',')) rest = rest.slice(1).trimStart();
    else if (!rest.startsWith(']')) return undefined;
  }
  return { value: items, rest: rest.slice(1) };
}

const keyForm = /^(?:"(?:\\.|[^"\\])*"|\["__proto__"\]|[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*:/u;

/** Keys may stand in quotes or bare, as in TypeScript. */
function readRecord(text: string): Read | undefined {
  const entries: [string, Value][] = [];
  let rest = text.slice(1).trimStart();
  while (!rest.startsWith('}')) {
    const written = keyForm.exec(rest)?.[0];
    if (written === undefined) return undefined;
    const name = written
      .slice(0, -1)
      .trim()
      .replace(/^\[(.*)\]$/, '$1');
    const key = name.startsWith('"') ? readLiteral(name) : name;
    const item = readStart(rest.slice(written.length).trimStart());
    if (typeof key !== 'string' || item === undefined) return undefined;
    entries.push([key, item.value]);
    rest = item.rest.trimStart();
    if (rest.startsWith(',')) rest = rest.slice(1).trimStart();
    else if (!rest.startsWith('}')) return undefined;
  }
  return { value: Object.fromEntries(entries), rest: rest.slice(1) };
}

function readStart(text: string): Read | undefined {
  for (const [word, value] of [
    ['null', null],
    ['true', true],
    ['false', false],
    ['NaN', NaN],
  ] as const) {
    if (text.startsWith(word)) return { value, rest: text.slice(word.length) };
  }
  if (text.startsWith('[')) return readArray(text);
  if (text.startsWith('{')) return readRecord(text);
  const number = numberForm.exec(text)?.[0];
  if (number !== undefined) return { value: Number(number), rest: text.slice(number.length) };
  const string = stringForm.exec(text)?.[0];
  if (string === undefined) return undefined;
  try {
    return { value: JSON.parse(string) as string, rest: text.slice(string.length) };
  } catch {
    return undefined;
  }
}

/**
 * Reads back what `showValue` writes: JSON, and `NaN`, `-0`, `Infinity`.
 * `undefined` where the text is no such literal.
 */
export function readLiteral(text: string): Value | undefined {
  const read = readStart(text.trim());
  return read !== undefined && read.rest.trim() === '' ? read.value : undefined;
}
