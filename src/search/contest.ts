import { controlStrategy, type Arm, type Arms } from '../domain/arms.ts';
import type { Candidate, Draft } from '../domain/candidate.ts';
import type { Judgement } from '../domain/problem.ts';
import { survivorOf } from '../domain/survivor.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { Answer } from '../proposing/collect.ts';

/** Qualities that are kept: among so many the best of any tenth is found. */
const bestMost = 128;

const nothing: Arm = { proposed: 0, run: 0, survived: 0, tokens: 0, dollars: 0, best: [] };

/** Counts what plain sampling and evolution come to, each for itself. */
export class Contest {
  readonly #judgement: Judgement;
  readonly #arms: Record<keyof Arms, Arm>;

  constructor(judgement: Judgement, { control, evolution }: Partial<Arms> = {}) {
    this.#judgement = judgement;
    this.#arms = { control: control ?? nothing, evolution: evolution ?? nothing };
  }

  fold({ drafts }: Answer, climbs: readonly Climb[]): void {
    for (const { draft } of drafts) {
      const { proposed, tokens, dollars } = this.#of(draft);
      this.#add(draft, {
        proposed: proposed + 1,
        tokens: tokens + draft.tokens,
        dollars: dollars + draft.costUsd,
      });
    }
    for (const climbed of climbs) this.#climbed(climbed);
  }

  #climbed({ candidate, evidence, survived }: Climb): void {
    const arm = this.#of(candidate);
    this.#add(candidate, { run: arm.run + 1, survived: arm.survived + (survived ? 1 : 0) });
    const { score = Number.NaN } = survivorOf(candidate, evidence);
    if (!survived || this.#judgement.by !== 'score' || Number.isNaN(score)) return;
    const quality = this.#judgement.direction === 'minimise' ? -score : score;
    if (arm.best.length === bestMost && quality <= arm.best.at(-1)!) return;
    const best = [...arm.best, quality].toSorted((left, right) => right - left);
    this.#add(candidate, { best: best.slice(0, bestMost) });
  }

  #of({ strategy }: Pick<Draft | Candidate, 'strategy'>): Arm {
    return this.#arms[armOf(strategy)];
  }

  #add({ strategy }: Pick<Draft | Candidate, 'strategy'>, more: Partial<Arm>): void {
    const arm = armOf(strategy);
    this.#arms[arm] = { ...this.#arms[arm], ...more };
  }

  /** `undefined` while there is nothing to compare. */
  get arms(): Arms | undefined {
    const { control, evolution } = this.#arms;
    return control.proposed === 0 ? undefined : { control, evolution };
  }
}

function armOf(strategy: string): keyof Arms {
  return strategy === controlStrategy ? 'control' : 'evolution';
}
