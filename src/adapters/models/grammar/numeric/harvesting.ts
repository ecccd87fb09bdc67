import { addConsidered, nothingConsidered } from '../../../../domain/considered.ts';
import type { Considered } from '../../../../domain/considered.ts';
import type { Expression } from '../language/expression.ts';
import type { Finding, Generator, Harvest } from '../generator.ts';
import type { Admission } from './admission.ts';

/** Programs that agree with every example: after so many in one advance more say nothing new. */
const mostExact = 24;

/** Collects what a search brings between two harvests. */
export class Basket {
  readonly #admission: Admission;
  #findings: Finding[] = [];
  #exact = 0;
  #considered: Considered = nothingConsidered;

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  /** Whether more programs that agree with every example are of no use for now. */
  get isFull(): boolean {
    return this.#exact >= mostExact;
  }

  /** Admits a program, if it is one. */
  propose(program: Expression | undefined): void {
    const finding = program && this.#admission.admit(program);
    if (finding === undefined) return;
    this.#findings.push(finding);
    this.#exact += Number(finding.error === 0);
  }

  count(considered: Considered): void {
    this.#considered = addConsidered(this.#considered, considered);
  }

  /** Counts combinations that were decided without being run. */
  cover(combinations: number): void {
    this.count({ ...nothingConsidered, covered: combinations });
  }

  /** What was collected since the last harvest. */
  harvest(exhausted: boolean): Harvest {
    const harvest = { findings: this.#findings, considered: this.#considered, exhausted };
    this.#findings = [];
    this.#exact = 0;
    this.#considered = nothingConsidered;
    return harvest;
  }
}

/**
 * A generator out of a search that goes on in small steps.
 *
 * @param steps yields the work of each step, in about the cost of running one program.
 */
export function steppedGenerator(
  name: string,
  basket: Basket,
  steps: Iterator<number, void, void>,
): Generator {
  return {
    name,
    advance(quota: number): Harvest {
      let done = 0;
      let exhausted = false;
      while (done < quota && !exhausted) {
        const step = steps.next();
        if (step.done === true) exhausted = true;
        else done += step.value;
      }
      return basket.harvest(exhausted);
    },
  };
}

/** The steps of a search. */
export type Steps = IterableIterator<number, void, void>;
