import { controlStrategy, type Arm, type Arms } from '../domain/arms.ts';
import type { Draft } from '../domain/candidate.ts';
import type { Judgement } from '../domain/problem.ts';
import { Remembered } from '../domain/remembered.ts';
import { survivorOf } from '../domain/survivor.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { Forms } from '../proposing/forms.ts';
import { Standing } from './standing.ts';

/** Qualities that are kept, to be looked at. */
const bestMost = 128;

/** Forms that each side is known to have written, and survivors that are known again. */
const writtenMost = 100_000;

const sides = ['control', 'evolution'] as const;

const sideOf = ({ strategy }: Draft): keyof Arms =>
  strategy === controlStrategy ? 'control' : 'evolution';

const nothing: Arm = {
  proposed: 0,
  right: 0,
  run: 0,
  survived: 0,
  tokens: 0,
  dollars: 0,
  best: [],
};

/** What came in since the checkpoint before. */
export interface ContestCheckpoint {
  readonly survivors: readonly (readonly [form: string, quality: number])[];
  readonly control: readonly string[];
  readonly evolution: readonly string[];
}

/**
 * Counts what plain sampling and evolution come to, each as if it were alone: what the other has
 * written before is no duplicate here, and has the evidence that it had there.
 */
export class Contest {
  readonly #judgement: Judgement;
  readonly #forms: Forms;
  readonly #arms: Record<keyof Arms, Arm>;
  readonly #written: Readonly<Record<keyof Arms, Remembered>>;
  readonly #standing: Readonly<Record<keyof Arms, Standing>> = {
    control: new Standing(),
    evolution: new Standing(),
  };
  /** The qualities of survivors, by their forms; 0 where nothing is scored. */
  readonly #survivors = new Map<string, number>();
  #growth: [form: string, quality: number][] = [];

  constructor(
    judgement: Judgement,
    forms: Forms,
    arms: Arms | undefined,
    kept: readonly (ContestCheckpoint | undefined)[],
  ) {
    this.#judgement = judgement;
    this.#forms = forms;
    this.#arms = { control: arms?.control ?? nothing, evolution: arms?.evolution ?? nothing };
    const grown = (side: keyof Arms): Remembered =>
      new Remembered(
        writtenMost,
        kept.map((each) => each?.[side] ?? []),
      );
    this.#written = { control: grown('control'), evolution: grown('evolution') };
    for (const each of kept) {
      for (const [form, quality] of each?.survivors ?? []) {
        this.#survivors.set(form, quality);
        for (const side of sides) {
          if (this.#written[side].has(form)) this.#standing[side].add(quality);
        }
      }
    }
  }

  /**
   * `isCutShort`: the end of the run came before all of the drafts were judged. Of those that were
   * not nobody knows whether they are right: they have cost what they cost, and are no samples.
   */
  fold(
    drafts: readonly { readonly draft: Draft }[],
    climbs: readonly Climb[],
    isCutShort: boolean,
  ): void {
    for (const climbed of climbs) if (climbed.survived) this.#survived(climbed);
    const judged = new Set(climbs.map(({ candidate }) => this.#forms.of(candidate.source)));
    for (const { draft } of drafts) {
      const form = this.#forms.of(draft.source);
      const isKnown = judged.has(form) || sides.some((side) => this.#written[side].has(form));
      if (isCutShort && !isKnown) this.#paid(draft);
      else this.#proposed(draft, form);
    }
  }

  #paid(draft: Draft): void {
    const side = sideOf(draft);
    const arm = this.#arms[side];
    const tokens = arm.tokens + draft.tokens;
    this.#arms[side] = { ...arm, tokens, dollars: arm.dollars + draft.costUsd };
  }

  #survived({ candidate, evidence }: Climb): void {
    const { score = 0 } = survivorOf(candidate, evidence);
    const isCost = this.#judgement.by === 'score' && this.#judgement.direction === 'minimise';
    const found = [this.#forms.of(candidate.source), isCost ? -score : score] as const;
    this.#survivors.set(...found);
    if (this.#survivors.size > writtenMost) {
      this.#survivors.delete(this.#survivors.keys().next().value!);
    }
    this.#growth.push([...found]);
  }

  #proposed(draft: Draft, form: string): void {
    this.#paid(draft);
    const side = sideOf(draft);
    const arm = this.#arms[side];
    const quality = this.#survivors.get(form);
    const isRight = quality !== undefined;
    const isNew = this.#written[side].add(form);
    if (isNew && isRight) this.#standing[side].add(quality);
    this.#arms[side] = {
      ...arm,
      proposed: arm.proposed + 1,
      right: arm.right + (isRight ? 1 : 0),
      run: arm.run + (isNew ? 1 : 0),
      survived: arm.survived + (isNew && isRight ? 1 : 0),
      best:
        isNew && isRight && this.#judgement.by === 'score' ? among(arm.best, quality) : arm.best,
    };
  }

  /** `undefined` while there is nothing to compare. */
  get arms(): Arms | undefined {
    const { control, evolution } = this.#arms;
    if (control.proposed === 0) return undefined;
    if (this.#judgement.by !== 'score') return { control, evolution };
    const { control: plain, evolution: evolved } = this.#standing;
    return {
      control: { ...control, ...plain.against(evolution.best[0]) },
      evolution: { ...evolution, ...evolved.against(control.best[0]) },
    };
  }

  checkpoint(): ContestCheckpoint {
    const survivors = this.#growth;
    this.#growth = [];
    const { control, evolution } = this.#written;
    return { survivors, control: control.growth(), evolution: evolution.growth() };
  }
}

/** The best of these, the best first. */
function among(best: readonly number[], quality: number): readonly number[] {
  if (Number.isNaN(quality) || (best.length === bestMost && quality <= best.at(-1)!)) return best;
  return [...best, quality].toSorted((left, right) => right - left).slice(0, bestMost);
}
