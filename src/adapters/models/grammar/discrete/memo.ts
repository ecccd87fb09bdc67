const slots = 1 << 18;
const stride = 6;

/**
 * Remembers what applications of productions to value numbers gave. Direct-mapped: a newer
 * application takes the slot of an older one, so that its size is fixed.
 */
export class Memo {
  /** Answered for an application that is not remembered; no application gives it. */
  readonly unknown = -2;
  readonly #cells = new Int32Array(slots * stride).fill(-2);

  /** `seed` mixes the variant and the leading arguments; `x` is the last argument. */
  find(seed: number, variant: number, a: number, b: number, x: number): number {
    const cells = this.#cells;
    const cell = cellOf(seed, x);
    if (
      cells[cell] === x &&
      cells[cell + 1] === a &&
      cells[cell + 2] === b &&
      cells[cell + 3] === variant
    ) {
      return cells[cell + 4]!;
    }
    return this.unknown;
  }

  keep(seed: number, variant: number, a: number, b: number, x: number, result: number): void {
    const cells = this.#cells;
    const cell = cellOf(seed, x);
    cells[cell] = x;
    cells[cell + 1] = a;
    cells[cell + 2] = b;
    cells[cell + 3] = variant;
    cells[cell + 4] = result;
  }
}

function cellOf(seed: number, x: number): number {
  const mixed = Math.imul(seed ^ x, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) & (slots - 1)) * stride;
}
