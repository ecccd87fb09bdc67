/** How much this bin is wanted for the item; it has `remaining` of `capacity` left. */
export type Priority = (item: number, remaining: number, capacity: number) => number;

/** Later than any bin. */
const noBin = 2 ** 30;

/**
 * Online bin packing by a priority: items come one at a time, each goes into the bin with the
 * highest priority of all that have room for it, and of equals into the earliest. An empty bin is
 * always among them. Sizes and capacity are whole numbers; `NaN` counts as the lowest priority.
 *
 * It is simulated by levels, a level being all bins with as much room: bins differ in nothing
 * else that a priority sees, and of those at a level only the earliest can be taken. A priority
 * is asked once for each size and level that meet, over all lists.
 */
export class Packer {
  readonly capacity: number;
  readonly #priority: Priority;
  /** By size, then by level; `NaN` where nobody has asked yet. */
  readonly #rows: (Float64Array | undefined)[] = [];

  constructor(priority: Priority, capacity: number) {
    this.capacity = capacity;
    this.#priority = priority;
  }

  /** The number of bins that the items fill. */
  binsFor(items: readonly number[]): number {
    const capacity = this.capacity;
    const smallest = smallestOf(items);
    const bins = new Levels(capacity);
    const { open, earliest } = bins;
    let opened = 0;
    for (const item of items) {
      const priorities = (this.#rows[item] ??= this.#unasked());
      let best = capacity;
      let highest = this.#priorityAt(priorities, item, capacity);
      for (let place = 0; place < bins.openCount; place++) {
        const level = open[place]!;
        if (level < item) continue;
        const priority = this.#priorityAt(priorities, item, level);
        if (priority > highest || (priority === highest && earliest[level]! < earliest[best]!)) {
          highest = priority;
          best = level;
        }
      }
      const bin = best === capacity ? opened++ : bins.take(best);
      if (best - item >= smallest) bins.put(bin, best - item);
    }
    return opened;
  }

  #unasked(): Float64Array {
    return new Float64Array(this.capacity + 1).fill(Number.NaN);
  }

  #priorityAt(known: Float64Array, item: number, level: number): number {
    const priority = known[level]!;
    if (!Number.isNaN(priority)) return priority;
    const answered = this.#priority(item, level, this.capacity);
    return (known[level] = Number.isNaN(answered) ? -Infinity : answered);
  }
}

function smallestOf(items: readonly number[]): number {
  return items.reduce((least, item) => Math.min(least, item), Infinity);
}

/** The bins that were begun and can take more, by the room that is left in them. */
class Levels {
  /** The levels with bins, in no order: the first `openCount` entries. */
  readonly open: Int32Array;
  openCount = 0;
  /** The earliest bin at each level, `noBin` where there is none. */
  readonly earliest: Int32Array;
  readonly #placeOf: Int32Array;
  /** Binary heaps, the earliest bin on top. */
  readonly #heaps: (number[] | undefined)[] = [];

  constructor(capacity: number) {
    this.open = new Int32Array(capacity + 1);
    this.earliest = new Int32Array(capacity + 1).fill(noBin);
    this.#placeOf = new Int32Array(capacity + 1);
  }

  put(bin: number, level: number): void {
    const heap = (this.#heaps[level] ??= []);
    if (heap.length === 0) {
      this.#placeOf[level] = this.openCount;
      this.open[this.openCount++] = level;
    }
    let place = heap.length;
    while (place > 0 && heap[(place - 1) >> 1]! > bin) {
      heap[place] = heap[(place - 1) >> 1]!;
      place = (place - 1) >> 1;
    }
    heap[place] = bin;
    this.earliest[level] = heap[0]!;
  }

  /** Takes the earliest bin off a level that has one. */
  take(level: number): number {
    const heap = this.#heaps[level]!;
    const earliest = heap[0]!;
    const last = heap.pop()!;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[place] = heap[child]!;
      place = child;
    }
    if (heap.length > 0) heap[place] = last;
    else this.#close(level);
    this.earliest[level] = heap[0] ?? noBin;
    return earliest;
  }

  #close(level: number): void {
    const place = this.#placeOf[level]!;
    const moved = this.open[--this.openCount]!;
    this.open[place] = moved;
    this.#placeOf[moved] = place;
  }
}
