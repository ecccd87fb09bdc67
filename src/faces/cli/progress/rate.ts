/** How far back a rate looks, in milliseconds. */
const windowMs = 2000;

/** How fast a total grows, over the last two seconds of what it was told. */
export class Rate {
  readonly #samples: { readonly atMs: number; readonly total: number }[] = [];

  /** Takes the total at a moment, and answers its growth a second. */
  add(atMs: number, total: number): number {
    this.#samples.push({ atMs, total });
    while ((this.#samples[1]?.atMs ?? Infinity) <= atMs - windowMs) this.#samples.shift();
    const oldest = this.#samples[0];
    if (oldest === undefined || oldest.atMs === atMs) return 0;
    return ((total - oldest.total) / (atMs - oldest.atMs)) * 1000;
  }
}
