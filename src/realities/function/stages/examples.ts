import type { Candidate } from '../../../domain/candidate.ts';
import type { Counterexample, Evidence } from '../../../domain/evidence.ts';
import type { Example } from '../../../domain/function.ts';
import { sameValue, showValue, type Value } from '../../../domain/value.ts';
import type { CallResult, Outcome, Trial } from '../../../ports/sandbox.ts';
import { behaviourOf } from '../behaviour.ts';
import { measureSource } from '../measure-size.ts';
import { failureOf, programOf, type Bench, type JudgingStage } from './judging.ts';

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
  const later = [...rest.map((example) => example.args), ...probes];
  const trial = (candidate: Candidate, inputs: readonly (readonly Value[])[]): Trial => ({
    program: programOf(candidate, bench),
    task: { kind: 'call', inputs },
    limitMs: bench.limitMs,
  });

  async function* judge(batch: readonly Candidate[], signal: AbortSignal): AsyncIterable<Evidence> {
    const firstInputs = first.map((example) => example.args);
    const attempts: Attempt[] = [];
    const trials = batch.map((candidate) => trial(candidate, firstInputs));
    for await (const outcome of bench.sandbox.run(trials, signal)) {
      attempts.push(new Attempt(batch[attempts.length]!, bench).take(outcome, first));
    }
    const open = attempts.filter((attempt) => attempt.faultless);
    if (later.length > 0) {
      let next = 0;
      const laterTrials = open.map(({ candidate }) => trial(candidate, later));
      for await (const outcome of bench.sandbox.run(laterTrials, signal)) {
        open[next++]!.take(outcome, rest);
      }
    }
    yield* attempts.map((attempt) => attempt.evidence(examples.length));
  }

  return { name, audience: 'everyone', hard: true, selective: false, varies: false, judge };
}

/** What one candidate has done so far. */
class Attempt {
  readonly candidate: Candidate;
  readonly #bench: Bench;
  readonly #results: CallResult[] = [];
  #failure: Evidence | undefined;
  #wrong: { readonly example: Example; readonly result: CallResult } | undefined;
  #passed = 0;
  #wallMs = 0;

  constructor(candidate: Candidate, bench: Bench) {
    this.candidate = candidate;
    this.#bench = bench;
  }

  get faultless(): boolean {
    return this.#failure === undefined && this.#wrong === undefined;
  }

  /** Compares results with the cases that they stand for; results beyond these are behaviour. */
  take(outcome: Outcome, cases: readonly Example[]): this {
    this.#wallMs += outcome.wallMs;
    const seen = { candidate: this.candidate.id, stage: name };
    this.#failure = failureOf(outcome, seen);
    if (outcome.kind !== 'returned') return this;
    this.#results.push(...outcome.results);
    cases.forEach((example, index) => {
      const result = outcome.results[index]!;
      const right =
        result.kind === 'value' &&
        sameValue(result.value, example.result, this.#bench.spec.tolerance);
      if (right) this.#passed++;
      else this.#wrong ??= { example, result };
    });
    return this;
  }

  evidence(total: number): Evidence {
    if (this.#failure !== undefined) return { ...this.#failure, wallMs: this.#wallMs };
    const base = { candidate: this.candidate.id, stage: name, wallMs: this.#wallMs };
    if (this.#wrong?.result.kind === 'threw') {
      const call = showCall(this.#wrong.example, this.#bench);
      return { ...base, verdict: 'crashed', error: `${call} threw ${this.#wrong.result.error}` };
    }
    const { size, branches } = measureSource(
      this.candidate.source,
      this.#bench.spec.problem.signature.name,
    );
    const progress = { passed: this.#passed, total, measures: { size, branches } };
    if (this.#wrong !== undefined) {
      return { ...base, ...progress, verdict: 'failed', ...lesson(this.#wrong, this.#bench) };
    }
    const behaviour = behaviourOf(this.#results);
    return { ...base, ...progress, verdict: 'passed', behaviour };
  }
}

/** What can be learnt from a visible case that went wrong. */
function lesson(
  { example, result }: { readonly example: Example; readonly result: CallResult },
  bench: Bench,
): { feedback: string; counterexample?: Counterexample } {
  const call = showCall(example, bench);
  const wanted = showValue(example.result);
  switch (result.kind) {
    case 'value':
      return {
        feedback: `${call} returned ${showValue(result.value)}; it should return ${wanted}.`,
        counterexample: { args: example.args, expected: example.result, actual: result.value },
      };
    case 'unusable':
      return { feedback: `${call} returned ${result.description}; it should return ${wanted}.` };
    case 'threw':
      return { feedback: `${call} threw ${result.error}; it should return ${wanted}.` };
  }
}

function showCall(example: Example, { spec }: Bench): string {
  return `${spec.problem.signature.name}(${example.args.map(showValue).join(', ')})`;
}
