import { SluiceError } from '../../../domain/errors.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Example } from '../../../domain/function.ts';
import type { Value } from '../../../domain/value.ts';
import type { CallResult, Outcome } from '../../../ports/sandbox.ts';
import { failureAt, isRight, lessonOf, showCall } from './compare.ts';
import {
  failureOf,
  faultOf,
  fuelOf,
  limited,
  programOf,
  type Bench,
  type JudgingStage,
} from './judging.ts';

const name = 'reference';
/** A trusted implementation may be slow. */
const referenceLimitMs = 30_000;

/**
 * Everyone must return what the specification's reference returns on generated inputs. Inputs on
 * which the reference itself throws are none of the function's.
 */
export async function referenceStage(
  bench: Bench,
  inputs: readonly (readonly Value[])[],
  signal: AbortSignal,
): Promise<JudgingStage> {
  const cases = await referenceCases(bench, inputs, signal);
  return {
    name,
    audience: 'everyone',
    hard: true,
    selective: false,
    varies: false,
    async *judge(batch, judging, fuelMost) {
      const task = { kind: 'call', inputs: cases.map((example) => example.args) } as const;
      const trials = batch.map((candidate) => ({
        program: programOf(candidate, bench),
        task,
        limitMs: bench.limitMs,
        ...limited(fuelMost),
      }));
      let index = 0;
      for await (const outcome of bench.sandbox.run(trials, judging)) {
        yield evidenceOf(outcome, cases, batch[index++]!.id, bench);
      }
    },
  };
}

/** What the reference says of the inputs; it must agree with the author's own examples. */
async function referenceCases(
  bench: Bench,
  inputs: readonly (readonly Value[])[],
  signal: AbortSignal,
): Promise<Example[]> {
  const { problem, heldOut } = bench.spec;
  const examples = [...problem.examples, ...heldOut];
  const results = await callReference(
    bench,
    [...examples.map(({ args }) => args), ...inputs],
    signal,
  );
  examples.forEach((example, index) => {
    const result = results[index]!;
    if (!isRight(result, example, bench)) throw disagreement(lessonOf({ example, result }, bench));
  });
  const cases = inputs.flatMap((args, index) => {
    const result = results[examples.length + index]!;
    return result.kind === 'value' ? [{ args, result: result.value }] : [];
  });
  if (cases.length === 0)
    throw disagreement(`no value on any of ${inputs.length} generated inputs`);
  return cases;
}

async function callReference(
  bench: Bench,
  inputs: readonly (readonly Value[])[],
  signal: AbortSignal,
): Promise<readonly CallResult[]> {
  const trial = {
    program: { kind: 'specified', part: 'reference', name: '' },
    task: { kind: 'call', inputs },
    limitMs: referenceLimitMs,
  } as const;
  bench.tell?.('running the reference');
  const [outcome] = await Array.fromAsync(bench.sandbox.run([trial], signal));
  if (outcome?.kind === 'returned') return outcome.results;
  throw disagreement(faultOf(outcome!));
}

function disagreement(found: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: name,
    found,
    wanted: 'a reference that agrees with every example and answers generated inputs',
    mend: 'Mend the reference or the example.',
  });
}

function evidenceOf(
  outcome: Outcome,
  cases: readonly Example[],
  candidate: string,
  bench: Bench,
): Evidence {
  const seen = { candidate, stage: name };
  if (outcome.kind !== 'returned') return failureOf(outcome, seen)!;
  const { results, wallMs } = outcome;
  const wrong = cases.findIndex((example, index) => !isRight(results[index]!, example, bench));
  const passed = cases.filter((example, index) => isRight(results[index]!, example, bench)).length;
  const progress = { ...seen, wallMs, ...fuelOf(outcome), passed, total: cases.length };
  if (wrong < 0) return { ...progress, verdict: 'passed' };
  const example = cases[wrong]!;
  const result = results[wrong]!;
  if (result.kind === 'threw') {
    const error = `${showCall(example.args, bench)} threw ${result.error}`;
    return { ...seen, wallMs, verdict: 'crashed', error };
  }
  return { ...progress, verdict: 'failed', ...failureAt({ example, result }, bench) };
}
