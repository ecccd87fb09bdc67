import type { Evidence } from '../domain/evidence.ts';
import { scoreOf } from '../domain/score.ts';
import type { Reality } from '../ports/reality.ts';

/** One stage of one candidate, as far as it decides who goes on from there. */
type Line = readonly [stage: string, score: number, behaviour: string | null, size: number];

/**
 * What the selective stages saw, briefly: enough to learn their bars again when a run goes on. A
 * line a candidate, told once.
 */
export class Journal {
  readonly #stages: ReadonlySet<string>;
  #lines: Line[] = [];

  constructor({ stages }: Pick<Reality, 'stages'>) {
    const everyone = stages.filter(({ audience }) => audience === 'everyone');
    // Whoever is judged by the last stage has nowhere to go on to.
    const selective = everyone.slice(0, -1).filter((stage) => stage.selective);
    this.#stages = new Set(selective.map(({ name }) => name));
  }

  add(evidence: Evidence): void {
    const score = scoreOf(evidence);
    if (score === undefined || !this.#stages.has(evidence.stage)) return;
    const { behaviour, measures } = evidence as Extract<Evidence, { verdict: 'passed' }>;
    const line = [evidence.stage, score, behaviour ?? null, measures?.['size'] ?? 0] as const;
    this.#lines.push(line);
  }

  /** What came in since the last time. */
  growth(): readonly Line[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  /** The evidence of a line, in which nothing but what the line tells can be relied on. */
  static read([stage, score, behaviour, size]: Line): Evidence {
    return {
      candidate: '',
      stage,
      wallMs: 0,
      verdict: 'passed',
      passed: 1,
      total: 1,
      scores: [score],
      measures: { size },
      ...(behaviour === null ? {} : { behaviour }),
    };
  }
}
