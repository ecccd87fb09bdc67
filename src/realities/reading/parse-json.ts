import type { Issue } from './issue.ts';

/** Parses JSON; whatever is wrong comes with its line and column, a key given twice included. */
export function parseJson(text: string): { value: unknown } | { issue: Issue } {
  try {
    new Scan(text).document();
  } catch (error) {
    if (error instanceof Misplaced) return { issue: error.issue(text) };
    throw error;
  }
  return { value: JSON.parse(text) };
}

/** Where a text stops being JSON. */
class Misplaced extends Error {
  readonly #at: number;
  readonly #wanted: string;
  readonly #found: string | undefined;
  readonly #mend: string;

  constructor(at: number, wanted: string, found?: string, mend = 'Mend the JSON there.') {
    super(wanted);
    this.#at = at;
    this.#wanted = wanted;
    this.#found = found;
    this.#mend = mend;
  }

  issue(text: string): Issue {
    const before = text.slice(0, this.#at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const [word] = /^(?:[^\s,:[\]{}"]{1,40}|.)/su.exec(text.slice(this.#at)) ?? [];
    return {
      place: `line ${before.length}, column ${column}`,
      found: this.#found ?? (word === undefined ? 'the end of the file' : `\`${word}\``),
      wanted: this.#wanted,
      mend: this.#mend,
    };
  }
}

const depthMost = 200;
const space = /[ \t\n\r]*/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids control characters in text
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** A recursive descent over the grammar of RFC 8259 that knows where it is. */
class Scan {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#skip(space);
    this.#value(0);
    this.#skip(space);
    if (this.#at < this.#text.length) throw new Misplaced(this.#at, 'the end of the file');
  }

  #value(depth: number): void {
    if (depth > depthMost) throw new Misplaced(this.#at, `at most ${depthMost} levels`);
    const first = this.#text[this.#at];
    if (first === '{') this.#object(depth);
    else if (first === '[') this.#sequence(']', () => this.#value(depth + 1));
    else if (first === '"') this.#string();
    else if (!this.#skip(scalar)) throw new Misplaced(this.#at, 'a value of JSON');
  }

  #object(depth: number): void {
    const keys = new Set<string>();
    this.#sequence('}', () => {
      const start = this.#at;
      if (this.#text[start] !== '"') throw new Misplaced(start, 'a key in double quotes');
      const key = this.#string();
      if (keys.has(key)) {
        throw new Misplaced(
          start,
          'each key once',
          `${key} a second time`,
          'Remove one of the two.',
        );
      }
      keys.add(key);
      this.#skip(space);
      if (this.#text[this.#at] !== ':') throw new Misplaced(this.#at, `\`:\` after ${key}`);
      this.#at++;
      this.#skip(space);
      this.#value(depth + 1);
    });
  }

  #sequence(end: string, item: () => void): void {
    this.#at++;
    this.#skip(space);
    if (this.#text[this.#at] === end) return void this.#at++;
    for (;;) {
      item();
      this.#skip(space);
      const next = this.#text[this.#at];
      if (next !== ',' && next !== end) throw new Misplaced(this.#at, `\`,\` or \`${end}\``);
      const comma = this.#at++;
      if (next === end) return;
      this.#skip(space);
      if (this.#text[this.#at] === end) {
        throw new Misplaced(comma, `no comma before \`${end}\``, 'a comma', 'Remove it.');
      }
    }
  }

  #string(): string {
    const start = this.#at;
    if (!this.#skip(string)) {
      throw new Misplaced(
        start,
        'text that ends with `"` on its line',
        'text that does not, or a wrong escape',
      );
    }
    return this.#text.slice(start, this.#at);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }
}
