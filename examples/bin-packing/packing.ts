/** How much this bin is wanted for the item; it has `remaining` of `capacity` left. */
export type Priority = (item: number, remaining: number, capacity: number) => number;

const endlessBins = 2 ** 30;
const noBin = endlessBins;

/**
 * Online bin packing by a priority: items come one at a time, each goes into the bin with the
 * highest priority of all that have room for it, and of equals into the earliest. An empty bin is
 * always among them. Sizes and capacity are whole numbers; `NaN` counts as the lowest priority.
 *
 * It is simulated by levels, a level being all bins with as much room: bins differ in nothing
 * else that a priority sees. For each size the levels are ranked once, and an item walks down its
 * ranking to the first level that holds a bin. Only where levels tie does it matter which bin is
 * the earliest: those lists are packed again with the bins told apart.
 */
export class Packer {
  readonly #priority: Priority;
  readonly capacity: number;
  readonly #rankings: (Ranking | undefined)[] = [];
  #hasTied = false;

  constructor(priority: Priority, capacity: number) {
    this.#priority = priority;
    this.capacity = capacity;
  }

  /** The number of bins that the items fill. */
  binsFor(items: readonly number[]): number {
    const bins = this.#hasTied ? undefined : this.#packByCounts(items);
    if (bins !== undefined) return bins;
    this.#hasTied = true;
    return this.#packByNumbers(items);
  }

  /** `undefined` when two levels with bins tied: counting cannot tell which bin is earlier. */
  #packByCounts(items: readonly number[]): number | undefined {
    const capacity = this.capacity;
    const counts = new Int32Array(capacity + 1);
    counts[capacity] = endlessBins;
    for (const item of items) {
      const { levels, tiesWithNext } = this.#rankingOf(item);
      let place = 0;
      while (counts[levels[place]!] === 0) place++;
      const level = levels[place]!;
      while (tiesWithNext[place] === 1) if (counts[levels[++place]!] !== 0) return undefined;
      counts[level]!--;
      counts[level - item]!++;
    }
    return endlessBins - counts[capacity];
  }

  #packByNumbers(items: readonly number[]): number {
    const capacity = this.capacity;
    const bins = new Levels(capacity);
    let opened = 0;
    bins.first[capacity] = opened;
    for (const item of items) {
      const { levels, tiesWithNext } = this.#rankingOf(item);
      let place = 0;
      while (bins.first[levels[place]!] === noBin) place++;
      let level = levels[place]!;
      while (tiesWithNext[place] === 1) {
        const other = levels[++place]!;
        if (bins.first[other]! < bins.first[level]!) level = other;
      }
      const bin = bins.first[level]!;
      if (level === capacity) bins.first[capacity] = ++opened;
      else bins.takeFirst(level);
      bins.put(bin, level - item);
    }
    return opened;
  }

  #rankingOf(item: number): Ranking {
    return (this.#rankings[item] ??= rank(this.#priority, item, this.capacity));
  }
}

/** The levels that an item fits, from the most wanted to the least. */
interface Ranking {
  readonly levels: Uint16Array;
  /** 1 where the next level is wanted just as much. */
  readonly tiesWithNext: Uint8Array;
}

/** Ranks by insertion: priorities are mostly monotone in the room, which makes it linear. */
function rank(priority: Priority, item: number, capacity: number): Ranking {
  const count = capacity - item + 1;
  const levels = new Uint16Array(count);
  const priorities = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const level = item + index;
    const returned = priority(item, level, capacity);
    const wanted = Number.isNaN(returned) ? -Infinity : returned;
    let place = index;
    while (place > 0 && priorities[place - 1]! < wanted) {
      priorities[place] = priorities[place - 1]!;
      levels[place] = levels[place - 1]!;
      place--;
    }
    priorities[place] = wanted;
    levels[place] = level;
  }
  const tiesWithNext = new Uint8Array(count);
  for (let place = 0; place + 1 < count; place++) {
    if (priorities[place] === priorities[place + 1]) tiesWithNext[place] = 1;
  }
  return { levels, tiesWithNext };
}

/** The bins at each level by number, as binary heaps. */
class Levels {
  /** The earliest bin at each level, `noBin` where there is none. */
  readonly first: Int32Array;
  readonly #heaps: (number[] | undefined)[] = [];

  constructor(capacity: number) {
    this.first = new Int32Array(capacity + 1).fill(noBin);
  }

  put(bin: number, level: number): void {
    const heap = (this.#heaps[level] ??= []);
    let place = heap.length;
    while (place > 0 && heap[(place - 1) >> 1]! > bin) {
      heap[place] = heap[(place - 1) >> 1]!;
      place = (place - 1) >> 1;
    }
    heap[place] = bin;
    this.first[level] = heap[0]!;
  }

  takeFirst(level: number): void {
    const heap = this.#heaps[level]!;
    const last = heap.pop()!;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[place] = heap[child]!;
      place = child;
    }
    if (heap.length > 0) heap[place] = last;
    this.first[level] = heap[0] ?? noBin;
  }
}
