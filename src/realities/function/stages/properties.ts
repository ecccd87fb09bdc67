import type { Evidence } from '../../../domain/evidence.ts';
import type { Outcome } from '../../../ports/sandbox.ts';
import { failureOf, fuelOf, limited, programOf, type Bench, type JudgingStage } from './judging.ts';

const name = 'properties';
/** Generated inputs a property. */
const runs = 100;
/** Properties run a hundred inputs each, and shrink what breaks them. */
const patience = 10;

/** Everyone must have every named property of the specification on all generated inputs. */
export function propertiesStage(bench: Bench): JudgingStage {
  const seed = bench.random.fork(name).uint32();
  return {
    name,
    audience: 'everyone',
    hard: true,
    selective: false,
    varies: false,
    async *judge(batch, signal, fuelMost) {
      const trials = batch.map((candidate) => ({
        program: programOf(candidate, bench),
        task: { kind: 'properties', seed: seed | 0, runs } as const,
        limitMs: bench.limitMs * patience,
        ...limited(fuelMost),
      }));
      let index = 0;
      for await (const outcome of bench.sandbox.run(trials, signal)) {
        yield evidenceOf(outcome, batch[index++]!.id);
      }
    },
  };
}

function evidenceOf(outcome: Outcome, candidate: string): Evidence {
  const seen = { candidate, stage: name };
  if (outcome.kind !== 'checked') return failureOf(outcome, seen)!;
  const { total, broken, wallMs } = outcome;
  const progress = { ...seen, wallMs, ...fuelOf(outcome), passed: total - broken.length, total };
  if (broken.length === 0) return { ...progress, verdict: 'passed' };
  const feedback = broken
    .map(
      ({ property, counterexample }) =>
        `The property "${property}" does not hold for ${counterexample}.`,
    )
    .join(' ');
  return { ...progress, verdict: 'failed', feedback };
}
