/** How much this bin is wanted for the item; it has `remaining` of `capacity` left. */
export type Priority = (item: number, remaining: number, capacity: number) => number;

const endlessBins = 2 ** 30;

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
    const bins = Array.from({ length: capacity + 1 }, () => new Queue());
    let opened = 0;
    for (const item of items) {
      const { levels, tiesWithNext } = this.#rankingOf(item);
      bins[capacity]!.push(opened);
      let place = 0;
      while (bins[levels[place]!]!.first === undefined) place++;
      let level = levels[place]!;
      while (tiesWithNext[place] === 1) {
        const other = levels[++place]!;
        if ((bins[other]!.first ?? Infinity) < bins[level]!.first!) level = other;
      }
      const bin = bins[level]!.take();
      if (level === capacity) opened++;
      else bins[capacity]!.take();
      bins[level - item]!.push(bin);
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

/** Numbers of bins, the smallest first: a binary heap. */
class Queue {
  readonly #heap: number[] = [];

  get first(): number | undefined {
    return this.#heap[0];
  }

  push(bin: number): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0 && heap[(place - 1) >> 1]! > bin) {
      heap[place] = heap[(place - 1) >> 1]!;
      place = (place - 1) >> 1;
    }
    heap[place] = bin;
  }

  take(): number {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[place] = heap[child]!;
      place = child;
    }
    if (heap.length > 0) heap[place] = last;
    return first;
  }
}
