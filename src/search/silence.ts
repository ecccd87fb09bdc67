/** Steps one after the other that may bring nothing new before a model is asked no longer. */
const patienceSteps = 16;

/** Why a model is asked no longer. */
export const silences = {
  repeats: `nothing new in ${patienceSteps} steps`,
  unpaid: 'what is left does not pay for another request',
} as const;

export type Silence = keyof typeof silences;

/** Of each model: steps since it brought anything new, and why it is asked no longer. Plain JSON. */
export type SilenceCheckpoint = readonly {
  readonly steps: number;
  readonly why: Silence | null;
}[];

/**
 * Which models have fallen silent: they repeat themselves, their server is gone, or what is left
 * does not pay for them. Told by steps and never by a clock.
 */
export class Silences {
  readonly #models: { steps: number; why: Silence | null }[];

  constructor(models: number, from: SilenceCheckpoint = []) {
    this.#models = Array.from({ length: models }, (_, at) => ({
      ...(from[at] ?? { steps: 0, why: null }),
    }));
  }

  /** Takes in a step of one model; answers why it has fallen silent with it. */
  fold(at: number, step: { isNew: boolean; isSpent: boolean }): Silence | undefined {
    const model = this.#models[at]!;
    model.steps = step.isNew ? 0 : model.steps + 1;
    if (model.why !== null) return undefined;
    if (step.isSpent) model.why = 'unpaid';
    else if (model.steps >= patienceSteps) model.why = 'repeats';
    return model.why ?? undefined;
  }

  has(at: number): boolean {
    return this.#models[at]!.why !== null;
  }

  checkpoint(): SilenceCheckpoint {
    return this.#models.map((model) => ({ ...model }));
  }
}
