import { describe } from '../performing/usable-value.ts';

/** Stands in a message for what cannot cross as data. */
export interface NotData {
  readonly notData: string;
}

/** As deep as this, and with as many parts, data is no specification any more. */
const depthMost = 64;
const partsMost = 5_000_000;

const foreign = new Set(['function', 'symbol', 'bigint']);

/** A copy of anything, in which whatever is no plain data is replaced by a word on what it is. */
export function dataOf(thing: unknown): unknown {
  return new Copier().copy(thing);
}

class Copier {
  readonly #above = new Set<object>();
  #parts = 0;

  copy(thing: unknown): unknown {
    if (typeof thing !== 'object' || thing === null) {
      return foreign.has(typeof thing) ? { notData: describe(thing) } : thing;
    }
    if (this.#above.has(thing)) return { notData: 'a cycle' };
    if (this.#above.size >= depthMost || ++this.#parts > partsMost) return { notData: 'too much' };
    const prototype: unknown = Object.getPrototypeOf(thing);
    const isPlain = Array.isArray(thing) || prototype === Object.prototype || prototype === null;
    if (!isPlain) return { notData: describe(thing) };
    this.#above.add(thing);
    const copied = Array.isArray(thing)
      ? Array.from(thing, (item) => this.copy(item))
      : Object.fromEntries(Object.entries(thing).map(([key, part]) => [key, this.copy(part)]));
    this.#above.delete(thing);
    return copied;
  }
}
