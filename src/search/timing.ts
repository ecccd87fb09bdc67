import { controlStrategy } from '../domain/arms.ts';
import { shareRight } from '../domain/nearness.ts';
import type { Judgement } from '../domain/problem.ts';
import type { ControlSample, StepTimes } from '../domain/step-times.ts';
import { survivorOf } from '../domain/survivor.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { Answer } from '../proposing/collect.ts';
import type { Forms } from '../proposing/forms.ts';

/** Forms whose quality is known again when they come as duplicates. */
const knownMost = 100_000;

/** A form, and what it was worth; `null` where it did not survive. */
export type Known = readonly [form: string, quality: number | null];

type Moments = Pick<StepTimes, 'step' | 'askedMs' | 'answeredMs' | 'judgedMs' | 'mainMs'>;

/** What judges: so many processes, on so many processors. */
type Machine = Required<Pick<StepTimes, 'workers' | 'processors'>>;

/** Takes note of what each step took, and of what its plain samples were worth. */
export class Timing {
  readonly #judgement: Judgement;
  readonly #forms: Forms;
  readonly #machine: Machine;
  readonly #known = new Map<string, number | null>();
  #growth: StepTimes[] = [];
  #learnt: Known[] = [];

  /** `growths`: what `checkpoint` has answered, in order, of a run that goes on. */
  constructor(
    judgement: Judgement,
    forms: Forms,
    machine: Machine,
    growths: readonly (readonly Known[] | undefined)[],
  ) {
    this.#judgement = judgement;
    this.#forms = forms;
    this.#machine = machine;
    for (const known of growths.flatMap((growth) => growth ?? [])) this.#remember(known);
  }

  /** The qualities that were learnt since the last checkpoint. */
  checkpoint(): readonly Known[] {
    const learnt = this.#learnt;
    this.#learnt = [];
    return learnt;
  }

  fold(moments: Moments, { drafts }: Pick<Answer, 'drafts'>, climbs: readonly Climb[]): void {
    let workMs = 0;
    for (const climbed of climbs) {
      for (const { wallMs } of climbed.evidence) workMs += wallMs;
      this.#learn(climbed);
    }
    const control = drafts
      .filter(({ draft }) => draft.strategy === controlStrategy)
      .map(({ draft }): ControlSample => ({
        tokens: draft.tokens,
        dollars: draft.costUsd,
        quality: this.#known.get(this.#forms.of(draft.source)) ?? null,
      }));
    this.#growth.push({
      ...moments,
      samples: drafts.length,
      tokens: drafts.reduce((sum, { draft }) => sum + draft.tokens, 0),
      longest: Math.max(0, ...drafts.map(({ draft }) => draft.tokens)),
      judged: climbs.length,
      workMs,
      ...this.#machine,
      control,
    });
  }

  #learn({ candidate, evidence, survived }: Climb): void {
    const { by } = this.#judgement;
    let quality: number | null = survived ? 1 : shareRight(evidence.at(-1));
    if (by === 'score') {
      const { score } = survivorOf(candidate, evidence);
      const isCost = this.#judgement.direction === 'minimise';
      quality = !survived || score === undefined ? null : isCost ? -score : score;
    }
    const known = [this.#forms.of(candidate.source), quality] as const;
    this.#learnt.push(known);
    this.#remember(known);
  }

  #remember([form, quality]: Known): void {
    this.#known.set(form, quality);
    if (this.#known.size > knownMost) this.#known.delete(this.#known.keys().next().value!);
  }

  /** What came in since the last time; nothing where no language model was asked. */
  growth(): { readonly steps?: readonly StepTimes[] } {
    const steps = this.#growth;
    this.#growth = [];
    return steps.length === 0 ? {} : { steps };
  }
}
