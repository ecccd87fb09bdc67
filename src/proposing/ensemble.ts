import type { Random } from '../ports/random.ts';

/** What is known of one model of an ensemble: plain JSON. */
interface Member {
  /** Steps that it was asked for, those under way included. */
  readonly asked: number;
  readonly answered: number;
  /** What its steps came to, newer ones counting more. */
  readonly gained: number;
  readonly missed: number;
  /** What its steps cost, in whatever unit. */
  readonly dollars: number;
  readonly tokens: number;
  readonly isExhausted: boolean;
}

/** What one step of a model came to. */
export interface Gain {
  /** From 0 for nothing to 1 for a candidate that the archive took in. */
  readonly worth: number;
  readonly dollars: number;
  readonly tokens: number;
}

export type EnsembleCheckpoint = readonly Member[];

const unknown: Member = {
  asked: 0,
  answered: 0,
  gained: 0,
  missed: 0,
  dollars: 0,
  tokens: 0,
  isExhausted: false,
};

/** What is left of an observation after each further one: early success does not last. */
const memory = 0.97;

/** However cheap a model is, it counts as costing at least this share of the dearest. */
const cheapestShare = 0.05;

/**
 * Several models that take turns as they deserve it: Thompson sampling (Thompson 1933; with a
 * discount, Raj & Kalyani 2017) of what a step of each may be worth, for what it costs: in
 * dollars where any costs money, else in tokens. What is chosen depends on chance and on the steps
 * that were folded before, never on time.
 */
export class Ensemble {
  readonly #members: Member[];

  constructor(models: number, from: EnsembleCheckpoint = []) {
    this.#members = Array.from({ length: models }, (_, index) => from[index] ?? unknown);
  }

  /**
   * The index of the model that is asked next, of those that `isAsked`; each is asked once before
   * any is preferred.
   */
  choose(random: Random, isAsked: (index: number) => boolean = () => true): number {
    const costs = this.#costs();
    let chosen = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (const [index, member] of this.#members.entries()) {
      if (member.isExhausted || !isAsked(index)) continue;
      const drawn = beta(1 + member.gained, 1 + member.missed, random) / costs[index]!;
      const value = member.asked === 0 ? Infinity : drawn;
      if (value <= most) continue;
      chosen = index;
      most = value;
    }
    if (chosen >= 0) this.#change(chosen, { asked: this.#members[chosen]!.asked + 1 });
    return chosen;
  }

  fold(index: number, { worth, dollars, tokens }: Gain): void {
    const member = this.#members[index]!;
    this.#change(index, {
      answered: member.answered + 1,
      gained: member.gained * memory + worth,
      missed: member.missed * memory + 1 - worth,
      dollars: member.dollars + dollars,
      tokens: member.tokens + tokens,
    });
  }

  /** It has nothing more to offer. */
  exhaust(index: number): void {
    this.#change(index, { isExhausted: true });
  }

  isExhaustedAt(index: number): boolean {
    return this.#members[index]!.isExhausted;
  }

  checkpoint(): EnsembleCheckpoint {
    return [...this.#members];
  }

  #change(index: number, change: Partial<Member>): void {
    this.#members[index] = { ...this.#members[index]!, ...change };
  }

  /** What a step of each costs, as a share of the dearest; alike while nothing is known. */
  #costs(): number[] {
    const unit = this.#members.some(({ dollars }) => dollars > 0) ? 'dollars' : 'tokens';
    const means = this.#members.map((member) => member[unit] / Math.max(1, member.answered));
    const dearest = Math.max(...means);
    return means.map((mean) => (dearest === 0 ? 1 : Math.max(cheapestShare, mean / dearest)));
  }
}

/** Of a beta distribution whose two shapes are at least 1. */
function beta(one: number, other: number, random: Random): number {
  const drawn = gamma(one, random);
  return drawn / (drawn + gamma(other, random));
}

/** Of a gamma distribution of a shape from 1 on (Marsaglia & Tsang 2000). */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.float()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Of the standard normal distribution (Box & Muller 1958). */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.float()));
  return radius * Math.cos(2 * Math.PI * random.float());
}
