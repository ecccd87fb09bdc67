import { scanModule, type Token } from './scan-module.ts';

/** The modules that programs may import, by the specifier that they import them with. */
export type Imports = Readonly<Record<string, object>>;

/** A module as the body of a function: what it exports under which name. */
export interface ModuleBody {
  readonly body: string;
  /** From the name outside to the name inside. */
  readonly exported: ReadonlyMap<string, string>;
  /** What it imports and may not. */
  readonly refused: readonly string[];
}

/** The name under which a body finds its imports. */
export const importsName = 'sluiceImports$';
/** The name of what `import.meta` is. */
const metaName = 'sluiceMeta$';
/** The name of a default export that has none. */
const defaultName = 'sluiceDefault$';

/**
 * Turns a module's text into the body of a function, statement by statement: `export` is taken
 * away, `import` becomes a declaration, `import.meta` an object without anything. A body cannot
 * wait: `await` outside of functions does not parse there.
 */
export function moduleBody(module: string, imports: Imports): ModuleBody {
  const rewriting = new Rewriting(module, imports);
  return { body: rewriting.body(), exported: rewriting.exported, refused: rewriting.refused };
}

class Rewriting {
  readonly exported = new Map<string, string>();
  readonly refused: string[] = [];
  readonly #module: string;
  readonly #imports: Imports;
  readonly #tokens: readonly Token[];
  /** Imports come first, wherever they stand. */
  #head = '';
  #text = '';
  #copied = 0;

  constructor(module: string, imports: Imports) {
    this.#module = module;
    this.#imports = imports;
    this.#tokens = scanModule(module);
  }

  body(): string {
    for (let at = 0; at < this.#tokens.length; at++) {
      const { kind, text, depth } = this.#tokens[at]!;
      if (kind !== 'word' || this.#is(at - 1, '.')) continue;
      if (text === 'import' && this.#is(at + 1, '.') && this.#is(at + 2, 'meta')) this.#meta(at);
      if (depth > 0) continue;
      if (text === 'export') at = this.#export(at);
      else if (text === 'import' && !this.#is(at + 1, '(', '.')) at = this.#import(at);
    }
    return this.#head + this.#text + this.#module.slice(this.#copied);
  }

  #meta(at: number): void {
    if (!this.#head.includes(metaName)) this.#head += `const ${metaName} = { __proto__: null };`;
    this.#replace(at, at + 3, metaName);
  }

  #is(at: number, ...texts: readonly string[]): boolean {
    return texts.includes(this.#tokens[at]?.text ?? '');
  }

  /** Puts a text in the place of some tokens, up to but without the one at `to`. */
  #replace(from: number, to: number, text: string): void {
    const end = this.#tokens[to]?.from ?? this.#module.length;
    this.#text += this.#module.slice(this.#copied, this.#tokens[from]?.from ?? end) + text;
    this.#copied = end;
  }

  /** The place of the bracket that closes the one at this place. */
  #closing(at: number): number {
    const { depth } = this.#tokens[at]!;
    const end = this.#tokens.findIndex((token, place) => place > at && token.depth === depth);
    return end < 0 ? this.#tokens.length : end;
  }

  /** Takes one export away. Answers with the last token that it has dealt with. */
  #export(at: number): number {
    const next = at + 1;
    if (this.#is(next, 'default')) return this.#exportDefault(at);
    if (this.#is(next, '{', '*')) return this.#exportList(at);
    this.#replace(at, next, '');
    if (this.#is(next, 'const', 'let', 'var')) {
      for (const name of this.#declared(next)) this.exported.set(name, name);
    } else {
      const name = this.#nameOf(next);
      if (name !== undefined) this.exported.set(name, name);
    }
    return next;
  }

  /** The name of the function or class that begins here. */
  #nameOf(at: number): string | undefined {
    let place = at;
    while (this.#is(place, 'async', 'function', 'class', '*')) place++;
    const token = this.#tokens[place];
    return token?.kind === 'word' && token.text !== 'extends' ? token.text : undefined;
  }

  #exportDefault(at: number): number {
    const first = at + 2;
    const isAsync = this.#is(first, 'async') && this.#is(first + 1, 'function');
    if (!isAsync && !this.#is(first, 'function', 'class')) {
      this.#replace(at, first, `const ${defaultName} = `);
      this.exported.set('default', defaultName);
      return at + 1;
    }
    const name = this.#nameOf(first);
    this.exported.set('default', name ?? defaultName);
    this.#replace(at, first, '');
    if (name !== undefined) return at + 1;
    let place = first;
    while (this.#is(place, 'async', 'function', 'class', '*')) place++;
    this.#replace(place, place, ` ${defaultName} `);
    return place - 1;
  }

  #exportList(at: number): number {
    const isAll = this.#is(at + 1, '*');
    const alias = isAll && this.#is(at + 2, 'as') ? this.#named(at + 3) : undefined;
    const end = isAll ? at + (alias === undefined ? 1 : 3) : this.#closing(at + 1);
    const items = isAll ? [] : this.#items(at + 1, end);
    if (!this.#is(end + 1, 'from')) {
      for (const [local, outside] of items) this.exported.set(outside, local);
      return this.#leaveOut(at, end);
    }
    const specifier = this.#named(end + 2);
    const module = this.#moduleOf(specifier);
    for (const [theirs, outside] of items) {
      this.exported.set(outside, `${module}[${JSON.stringify(theirs)}]`);
    }
    if (alias !== undefined) this.exported.set(alias, module);
    else if (isAll) {
      for (const theirs of Object.keys(this.#imports[specifier] ?? {})) {
        if (theirs !== 'default') this.exported.set(theirs, `${module}[${JSON.stringify(theirs)}]`);
      }
    }
    return this.#leaveOut(at, end + 2);
  }

  #import(at: number): number {
    const constants: string[] = [];
    let place = at + 1;
    let whole: string | undefined;
    if (this.#tokens[place]?.kind === 'word') whole = this.#tokens[place++]?.text;
    if (this.#is(place, ',')) place++;
    const isAll = this.#is(place, '*');
    const all = isAll ? this.#tokens[place + 2]?.text : undefined;
    if (isAll) place += 3;
    const end = this.#is(place, '{') ? this.#closing(place) : undefined;
    const some = end === undefined ? undefined : this.#items(place, end);
    if (end !== undefined) place = end + 1;
    if (this.#is(place, 'from')) place++;
    const module = this.#moduleOf(this.#named(place));
    if (whole !== undefined) constants.push(`${whole} = ${module}.default`);
    if (all !== undefined) constants.push(`${all} = ${module}`);
    if (some !== undefined) {
      const names = some.map(([theirs, local]) => `${JSON.stringify(theirs)}: ${local}`);
      constants.push(`{ ${names.join(', ')} } = ${module}`);
    }
    if (constants.length > 0) this.#head += `const ${constants.join(', ')};`;
    return this.#leaveOut(at, place);
  }

  /** Leaves tokens out, the one at `to` too, with the attributes and the semicolon after them. */
  #leaveOut(from: number, to: number): number {
    let end = to;
    if (this.#is(end + 1, 'with') && this.#is(end + 2, '{')) end = this.#closing(end + 2);
    if (this.#is(end + 1, ';')) end++;
    this.#replace(from, end + 1, ';');
    return end;
  }

  /** How a body comes to a module that it imports. */
  #moduleOf(specifier: string): string {
    if (!Object.hasOwn(this.#imports, specifier)) this.refused.push(specifier);
    return `${importsName}[${JSON.stringify(specifier)}]`;
  }

  /** A name, or a text that stands for one. */
  #named(at: number): string {
    const { kind, text } = this.#tokens[at] ?? { kind: 'word', text: '' };
    return kind === 'text' ? text.slice(1, -1) : text;
  }

  /** The items of a list in braces: `{ a, b as c }` is `[a, a], [b, c]`. */
  #items(open: number, close: number): [string, string][] {
    const items: [string, string][] = [];
    for (let at = open + 1; at < close; at++) {
      const first = this.#named(at);
      const isRenamed = this.#is(at + 1, 'as') && at + 2 < close && !this.#is(at + 2, ',');
      if (isRenamed) at += 2;
      items.push([first, this.#named(at)]);
      if (this.#is(at + 1, ',')) at++;
    }
    return items;
  }

  /** What a declaration of variables that begins here declares. */
  #declared(at: number): string[] {
    const names: string[] = [];
    let isTarget = true;
    for (let place = at + 1; place < this.#tokens.length; place++) {
      const token = this.#tokens[place]!;
      if (token.depth > 0) continue;
      if (token.text === ';' || (!isTarget && this.#begins(place))) break;
      if (isTarget) names.push(...this.#bound(place));
      isTarget = token.text === ',';
    }
    return names;
  }

  /** Whether a statement begins here without a semicolon before it. */
  #begins(at: number): boolean {
    const [before, { kind, text, isFirst }] = [this.#tokens[at - 1]!, this.#tokens[at]!];
    if (!isFirst || kind !== 'word' || ['in', 'instanceof'].includes(text)) return false;
    return before.isEnd || before.text === '}';
  }

  /** The names that a target binds: a name, or a pattern of them. */
  #bound(at: number): string[] {
    const { kind, text, depth } = this.#tokens[at]!;
    if (kind === 'word') return [text];
    if (text !== '{' && text !== '[') return [];
    const end = this.#closing(at);
    const names: string[] = [];
    for (let place = at + 1; place < end;) {
      let target = this.#is(place, '...') ? place + 1 : place;
      let next = place;
      while (next < end && !(this.#is(next, ',') && this.#tokens[next]!.depth === depth + 1))
        next++;
      const colon = this.#is(place, '[') ? this.#closing(place) + 1 : place + 1;
      if (text === '{' && this.#is(colon, ':')) target = colon + 1;
      if (target < next) names.push(...this.#bound(target));
      place = next + 1;
    }
    return names;
  }
}
