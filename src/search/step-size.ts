/** What a step took, of so many questions. */
export interface StepTook {
  readonly asks: number;
  readonly generatingMs: number;
  readonly judgingMs: number;
}

/** What is known of the speed of one model: plain JSON. */
export interface StepSizeCheckpoint {
  readonly asks: number;
  readonly leastMs: number | null;
  readonly window: readonly StepTook[];
}

/** A step that is over sooner costs more to begin and to end than it gives. */
const shortMs = 250;

/** A step that takes longer keeps evidence waiting that could guide the next. */
const longMs = 2000;

/**
 * How many times the shortest answer the mean one takes: below the first the model has room for
 * more questions at once, above the second they wait for one another.
 */
const roomyMost = 2;
const crowdedLeast = 4;

/**
 * How many questions a step asks of a model whose speed is not known before: one at first, more
 * while it answers more at once as soon, or at once; fewer where steps wait, for answers or for
 * verdicts. It looks at as many steps as are under way at once, and then changes by a factor of two.
 */
export class StepSize {
  readonly #most: number;
  readonly #windowSteps: number;
  #asks: number;
  /** The shortest answer of all: what one takes that waits for no other. */
  #leastMs: number;
  #window: StepTook[];

  /** `most`: questions a step; `windowSteps`: steps under way at once. */
  constructor(most: number, windowSteps: number, from?: StepSizeCheckpoint) {
    this.#most = most;
    this.#windowSteps = windowSteps;
    this.#asks = Math.min(most, from?.asks ?? 1);
    this.#leastMs = from?.leastMs ?? Infinity;
    this.#window = [...(from?.window ?? [])];
  }

  get asks(): number {
    return this.#asks;
  }

  fold(took: StepTook): void {
    // What was begun at another size says nothing of this one.
    if (took.asks !== this.#asks) return;
    this.#leastMs = Math.min(this.#leastMs, took.generatingMs);
    this.#window.push(took);
    if (this.#window.length < this.#windowSteps) return;
    const generatingMs = mean(this.#window.map((each) => each.generatingMs));
    const judgingMs = mean(this.#window.map((each) => each.judgingMs));
    this.#window = [];
    this.#asks = Math.max(
      1,
      Math.min(this.#most, this.#asks * this.#factor(generatingMs, judgingMs)),
    );
  }

  #factor(generatingMs: number, judgingMs: number): number {
    const stepMs = generatingMs + judgingMs;
    if (stepMs < shortMs) return 2;
    const waits = generatingMs / this.#leastMs;
    if (judgingMs >= generatingMs || waits > crowdedLeast) return stepMs > longMs ? 0.5 : 1;
    return waits < roomyMost ? 2 : 1;
  }

  checkpoint(): StepSizeCheckpoint {
    const leastMs = Number.isFinite(this.#leastMs) ? this.#leastMs : null;
    return { asks: this.#asks, leastMs, window: [...this.#window] };
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
