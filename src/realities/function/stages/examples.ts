import type { Candidate } from '../../../domain/candidate.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Example } from '../../../domain/function.ts';
import type { Value } from '../../../domain/value.ts';
import type { CallResult, Outcome, Trial } from '../../../ports/sandbox.ts';
import { behaviourOf } from '../behaviour.ts';
import { measureSource } from '../measure-size.ts';
import { isRight, failureAt, showCall, type Wrong } from './compare.ts';
import { failureOf, fuelOf, limited, programOf, type Bench, type JudgingStage } from './judging.ts';

const name = 'examples';
/** The cases that come first: most candidates fail one of them, and never see the others. */
const firstCases = 8;

/**
 * Everyone must agree with every visible example. Whoever does is also run on the probes, inputs
 * near the examples that nobody knows the results of: what it returns there is its behaviour.
 */
export function examplesStage(bench: Bench, probes: readonly (readonly Value[])[]): JudgingStage {
  const { examples } = bench.spec.problem;
  const first = examples.slice(0, firstCases);
  const rest = examples.slice(firstCases);

  /** Runs every attempt on the cases, and on further inputs after them. */
  async function advance(
    attempts: readonly Attempt[],
    cases: readonly Example[],
    further: readonly (readonly Value[])[],
    signal: AbortSignal,
    fuelMost: number | undefined,
  ): Promise<void> {
    const inputs = [...cases.map((example) => example.args), ...further];
    if (inputs.length === 0) return;
    const trials = attempts.map(({ candidate }): Trial => ({
      program: programOf(candidate, bench),
      task: { kind: 'call', inputs },
      limitMs: bench.limitMs,
      ...limited(fuelMost),
    }));
    let next = 0;
    for await (const outcome of bench.sandbox.run(trials, signal)) {
      attempts[next++]!.take(outcome, cases);
    }
  }

  return {
    name,
    audience: 'everyone',
    hard: true,
    selective: false,
    varies: false,
    async *judge(batch, signal, fuelMost) {
      const attempts = batch.map((candidate) => new Attempt(candidate, bench));
      await advance(attempts, first, [], signal, fuelMost);
      await advance(
        attempts.filter((attempt) => attempt.faultless),
        rest,
        probes,
        signal,
        fuelMost,
      );
      yield* attempts.map((attempt) => attempt.evidence(examples.length));
    },
  };
}

/** What one candidate has done so far. */
class Attempt {
  readonly candidate: Candidate;
  readonly #bench: Bench;
  readonly #results: CallResult[] = [];
  #failure: Evidence | undefined;
  #wrong: Wrong | undefined;
  #passed = 0;
  #wallMs = 0;
  #fuel: number | undefined;

  constructor(candidate: Candidate, bench: Bench) {
    this.candidate = candidate;
    this.#bench = bench;
  }

  get faultless(): boolean {
    return this.#failure === undefined && this.#wrong === undefined;
  }

  /** Compares results with the cases that they stand for; results beyond these are behaviour. */
  take(outcome: Outcome, cases: readonly Example[]): void {
    this.#wallMs += outcome.wallMs;
    if (outcome.fuel !== undefined) this.#fuel = (this.#fuel ?? 0) + outcome.fuel;
    this.#failure = failureOf(outcome, { candidate: this.candidate.id, stage: name });
    if (outcome.kind !== 'returned') return;
    for (const result of outcome.results) this.#results.push(result);
    cases.forEach((example, index) => {
      const result = outcome.results[index]!;
      if (isRight(result, example, this.#bench)) this.#passed++;
      else this.#wrong ??= { example, result };
    });
  }

  evidence(total: number): Evidence {
    const wallMs = this.#wallMs;
    if (this.#failure !== undefined) return { ...this.#failure, wallMs };
    const base = {
      candidate: this.candidate.id,
      stage: name,
      wallMs,
      ...fuelOf({ fuel: this.#fuel }),
    };
    if (this.#wrong?.result.kind === 'threw') {
      const call = showCall(this.#wrong.example.args, this.#bench);
      return { ...base, verdict: 'crashed', error: `${call} threw ${this.#wrong.result.error}` };
    }
    const progress = { ...base, passed: this.#passed, total };
    if (this.#wrong === undefined) {
      const measures = {
        ...measureSource(this.candidate.source, this.#bench.spec.problem.signature.name),
      };
      return { ...progress, verdict: 'passed', measures, behaviour: behaviourOf(this.#results) };
    }
    return { ...progress, verdict: 'failed', ...failureAt(this.#wrong, this.#bench) };
  }
}
