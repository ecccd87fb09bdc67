import type { Evidence } from '../../../domain/evidence.ts';
import type { Outcome } from '../../../ports/sandbox.ts';
import { isRight } from './compare.ts';
import { failureOf, programOf, type Bench, type JudgingStage } from './judging.ts';

const name = 'heldOut';

/**
 * Nominees are run on the cases that no model was shown. The share that they get right ranks
 * them; which cases these were is told to nobody.
 */
export function heldOutStage(bench: Bench): JudgingStage {
  const inputs = bench.spec.heldOut.map((example) => example.args);
  return {
    name,
    audience: 'nominees',
    hard: false,
    selective: false,
    varies: false,
    split: 'heldOut',
    async *judge(batch, signal) {
      const trials = batch.map((candidate) => ({
        program: programOf(candidate, bench),
        task: { kind: 'call', inputs } as const,
        limitMs: bench.limitMs,
      }));
      let index = 0;
      for await (const outcome of bench.sandbox.run(trials, signal)) {
        yield evidenceOf(outcome, batch[index++]!.id, bench);
      }
    },
  };
}

function evidenceOf(outcome: Outcome, candidate: string, bench: Bench): Evidence {
  const seen = { candidate, stage: name };
  if (outcome.kind !== 'returned') return failureOf(outcome, seen)!;
  const { heldOut } = bench.spec;
  const total = heldOut.length;
  const right = heldOut.filter((example, index) =>
    isRight(outcome.results[index]!, example, bench),
  );
  const passed = right.length;
  const progress = {
    ...seen,
    wallMs: outcome.wallMs,
    passed,
    total,
    measures: { heldOut: passed / total },
  };
  if (passed === total) return { ...progress, verdict: 'passed' };
  return {
    ...progress,
    verdict: 'failed',
    feedback: `It agrees with ${passed} of ${total} held-out cases.`,
  };
}
