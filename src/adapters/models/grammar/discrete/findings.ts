import { sameValue, showValue, type Value } from '../../../../domain/value.ts';
import type { ExampleProblem, Finding } from '../generator.ts';
import { evaluateBounded } from '../language/evaluate.ts';
import { keyOf, nodeCount, type Expression } from '../language/expression.ts';
import { simplify } from '../language/simplify.ts';
import { costOf } from '../language/cost.ts';
import type { Meter } from './meter.ts';
import { probesOf } from './probes.ts';
import { loneBranches } from './support.ts';

/** Programs that cost more than this beside the cheapest say nothing new. */
const dearest = { factor: 1.6, margin: 4 };
/** What a branch costs that one example at most goes through, and how much work it waits. */
const loneBranch = { cost: 4, work: 30_000 };
const mostWaiting = 64;
const mostReleased = 60;
/** So many findings are released at once, and as many again whenever the work has doubled. */
const perDoubling = 4;
const firstWork = 4_000;

interface Candidate {
  readonly program: Expression;
  readonly cost: number;
  /** The work from which on it may go out. */
  readonly ripe: number;
  /** What it gives on the probes. */
  readonly behaviour: string;
}

/**
 * Collects programs that agree with every example: simplified, one for each behaviour on the
 * probes. The cheapest goes out at once, others a few at a time, so that what is found first
 * leaves room for what is better; a program that knows examples by heart waits longest, and is
 * dropped where a rule comes before its time.
 */
export class Findings {
  readonly #problem: ExampleProblem;
  readonly #meter: Meter;
  readonly #probes: readonly (readonly Value[])[];
  readonly #inputs: readonly (readonly Value[])[];
  readonly #seen = new Set<string>();
  /** The least cost that each behaviour was met with. */
  readonly #behaviours = new Map<string, number>();
  #waiting: Candidate[] = [];
  #released = 0;
  #cheapestReleased = Infinity;
  #cheapest = Infinity;
  /** What comes nearest while nothing agrees with every example, until it is handed out. */
  #nearest: Finding | undefined;
  #leastError = Infinity;

  constructor(problem: ExampleProblem, meter: Meter) {
    this.#problem = problem;
    this.#meter = meter;
    this.#probes = probesOf(problem);
    this.#inputs = problem.examples.map(({ args }) => args);
  }

  /** Above this cost a program is not worth an offer. */
  get dearest(): number {
    return this.#cheapest * dearest.factor + dearest.margin;
  }

  /** Runs a program on the examples; the first that it fails, or −1 where it agrees with all. */
  offer(program: Expression): number {
    const key = keyOf(program);
    if (this.#seen.has(key)) return -1;
    const failed = this.#firstFailure(program);
    this.#tally(program, failed);
    if (failed >= 0) return failed;
    this.#seen.add(key);
    const simple = simplify(program);
    this.#keep(this.#firstFailure(simple) < 0 ? simple : program);
    return -1;
  }

  /** A program that agrees with some examples: all there is to show where none agrees with all. */
  nearMiss(program: Expression): void {
    const { examples } = this.#problem;
    if (examples.length === 0) return;
    const right = examples.filter((_, at) => this.#isRight(program, at)).length;
    this.#tally(program, right < examples.length ? 0 : -1);
    const error = 1 - right / examples.length;
    if (error === 0 || error >= this.#leastError) return;
    this.#leastError = error;
    this.#nearest = { program: simplify(program), error };
  }

  /** The findings that are due, cheapest first; all that wait where the search has `ended`. */
  take(ended: boolean): Finding[] {
    const doublings = Math.log2(1 + this.#meter.work / firstWork);
    const allowed = ended ? mostReleased : Math.min(mostReleased, perDoubling * (1 + doublings));
    const due: Candidate[] = [];
    const later: Candidate[] = [];
    for (const candidate of this.#waiting) {
      if (candidate.cost > this.#behaviours.get(candidate.behaviour)!) continue;
      if (candidate.cost > this.dearest) continue;
      const open = this.#released < allowed || candidate.cost < this.#cheapestReleased;
      if (!open || (candidate.ripe > this.#meter.work && !ended)) later.push(candidate);
      else {
        due.push(candidate);
        this.#released += 1;
        this.#cheapestReleased = Math.min(this.#cheapestReleased, candidate.cost);
      }
    }
    this.#waiting = later;
    return due.map(({ program }) => ({ program, error: 0 }));
  }

  /** What has come nearer than all before, where nothing agrees with every example as yet. */
  takeNearest(): Finding | undefined {
    const nearest = this.#cheapest === Infinity ? this.#nearest : undefined;
    this.#nearest = undefined;
    return nearest;
  }

  #firstFailure(program: Expression): number {
    return this.#problem.examples.findIndex((_, at) => !this.#isRight(program, at));
  }

  #isRight(program: Expression, at: number): boolean {
    const { args, result } = this.#problem.examples[at]!;
    const value = evaluateBounded(program, args);
    return value !== undefined && sameValue(value, result, this.#problem.tolerance);
  }

  /** Counts a program that was put together outside the enumeration, or run on further cases. */
  #tally(program: Expression, failed: number): void {
    this.#meter.tokens += nodeCount(program);
    this.#meter.generated += 1;
    this.#meter.runOnOne += 1;
    if (failed < 0) this.#meter.runOnAll += 1;
    this.#meter.work += 1;
  }

  #keep(program: Expression): void {
    const lone = loneBranches(program, this.#inputs);
    const cost = costOf(program) + loneBranch.cost * lone;
    if (cost > this.dearest) return;
    const behaviour = this.#probes
      .map((args) => showValue(evaluateBounded(program, args) ?? 'too long'))
      .join('\n');
    if (cost >= (this.#behaviours.get(behaviour) ?? Infinity)) return;
    this.#behaviours.set(behaviour, cost);
    this.#cheapest = Math.min(this.#cheapest, cost);
    const at = this.#waiting.findIndex((other) => other.cost > cost);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, {
      program,
      cost,
      ripe: loneBranch.work * lone,
      behaviour,
    });
    this.#waiting.length = Math.min(this.#waiting.length, mostWaiting);
  }
}
