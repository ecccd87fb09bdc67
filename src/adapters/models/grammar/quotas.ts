/** The share that a generator keeps however little it finds: it may be the one for later. */
const floorShare = 0.25;

/** What remains of a find's weight one step later. */
const memory = 0.8;

/**
 * Divides the work of each step among generators: a quarter evenly, the rest by what each found
 * lately for the work it was given. Depends on counts only, never on time, so that a run comes out
 * the same on every machine.
 */
export class Quotas {
  readonly #finds: number[];
  readonly #spent: number[];
  readonly #exhausted: boolean[];

  constructor(generators: number) {
    this.#finds = Array.from({ length: generators }, () => 0);
    this.#spent = Array.from({ length: generators }, () => 0);
    this.#exhausted = Array.from({ length: generators }, () => false);
  }

  /** What share of the work each generator gets next; 0 for those that are used up. */
  shares(): number[] {
    const live = this.#exhausted.filter((exhausted) => !exhausted).length;
    const rates = this.#finds.map((finds, index) =>
      this.#exhausted[index] ? 0 : finds / (this.#spent[index]! + 1),
    );
    const sum = rates.reduce((left, right) => left + right, 0);
    const even = (sum === 0 ? 1 : floorShare) / live;
    return rates.map((rate, index) => {
      if (this.#exhausted[index]) return 0;
      return even + (sum === 0 ? 0 : (1 - floorShare) * (rate / sum));
    });
  }

  /** Records what one generator brought for its last quota. */
  record(generator: number, found: number, quota: number, exhausted: boolean): void {
    this.#finds[generator] = this.#finds[generator]! * memory + found;
    this.#spent[generator] = this.#spent[generator]! * memory + quota;
    if (exhausted) this.#exhausted[generator] = true;
  }

  get allExhausted(): boolean {
    return this.#exhausted.every(Boolean);
  }
}
