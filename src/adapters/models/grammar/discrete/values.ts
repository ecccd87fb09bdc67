import { isArray, type Value } from '../../../../domain/value.ts';
import { ListIndex } from './list-index.ts';

const smallFrom = -1024;
const smallCount = 32_768;

/** Longer strings and lists are not worth keeping: nothing a person asks for by example is. */
export const longestKept = 2_000;

/**
 * Values as small whole numbers: equal values have equal numbers, so that a column of results is
 * a typed array and equality is identity. `-0` counts as `0`.
 */
export class ValueTable {
  readonly #values: Value[] = [];
  readonly #small = new Int32Array(smallCount).fill(-1);
  readonly #numbers = new Map<number, number>();
  readonly #strings = new Map<string, number>();
  readonly #lists = new ListIndex((id) => this.#values[id] as readonly Value[]);
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.intern(false);
    this.intern(true);
    this.intern(0);
  }

  get size(): number {
    return this.#values.length;
  }

  valueOf(id: number): Value {
    return this.#values[id]!;
  }

  /** The number of `value`, or −1 where it has none yet. `false` is 0 and `true` is 1. */
  find(value: Value): number {
    if (typeof value === 'number') {
      if (isSmall(value)) return this.#small[value - smallFrom]!;
      return this.#numbers.get(value) ?? -1;
    }
    if (typeof value === 'string') return this.#strings.get(value) ?? -1;
    if (typeof value === 'boolean') return value ? 1 : 0;
    return isArray(value) ? this.#lists.find(value) : -1;
  }

  /** The number of `value`, made where it has none; −1 where the table is full or it is too long. */
  intern(value: Value): number {
    const known = this.find(value);
    if (known >= 0 && known < this.#values.length) return known;
    if (this.#values.length >= this.#capacity) return -1;
    if (typeof value === 'number') return this.#internNumber(value);
    if (typeof value === 'boolean') return this.#add(value);
    if (typeof value !== 'string' && !isArray(value)) return -1;
    if (value.length > longestKept) return -1;
    const id = this.#add(value);
    if (typeof value === 'string') this.#strings.set(value, id);
    else this.#lists.add(value, id);
    return id;
  }

  #internNumber(value: number): number {
    const id = this.#add(value === 0 ? 0 : value);
    if (isSmall(value)) this.#small[value - smallFrom] = id;
    else this.#numbers.set(value, id);
    return id;
  }

  #add(value: Value): number {
    this.#values.push(value);
    return this.#values.length - 1;
  }
}

function isSmall(value: number): boolean {
  return value >= smallFrom && value < smallFrom + smallCount && Number.isInteger(value);
}
