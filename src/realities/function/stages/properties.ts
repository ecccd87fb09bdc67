import { basename } from 'node:path';

import type { Evidence } from '../../../domain/evidence.ts';
import type { Value } from '../../../domain/value.ts';
import type { Outcome, Task } from '../../../ports/sandbox.ts';
import { specError } from '../../reading/issue.ts';
import {
  failureOf,
  faultOf,
  fuelOf,
  limited,
  programOf,
  type Bench,
  type JudgingStage,
} from './judging.ts';

const name = 'properties';
/** Generated inputs a property. */
const runs = 100;
/** Properties run a hundred inputs each, and shrink what breaks them. */
const patience = 10;

/** Everyone must have every named property of the specification on all generated inputs. */
export function propertiesStage(bench: Bench): JudgingStage {
  const seed = bench.random.fork(name).uint32();
  return stageOf(bench, { kind: 'properties', seed: seed | 0, runs });
}

/**
 * The same where properties are text: they are run on these inputs. Throws a `SluiceError` of fault
 * `input` where one of them is no predicate.
 */
export async function textPropertiesStage(
  bench: Bench,
  inputs: readonly (readonly Value[])[],
  signal: AbortSignal,
): Promise<JudgingStage> {
  const { properties, problem } = bench.spec;
  const { name: stub } = problem.signature;
  const source = `export function ${stub}() { throw new Error('nothing calls it'); }`;
  const trial = {
    program: { kind: 'source', candidate: 'nobody', source, name: stub },
    task: { kind: 'holds', properties, inputs: [] },
    limitMs: bench.limitMs * patience,
  } as const;
  const [outcome] = await Array.fromAsync(bench.sandbox.run([trial], signal));
  if (outcome?.kind !== 'checked') {
    throw specError(basename(bench.spec.path), [
      {
        place: name,
        found: outcome === undefined ? 'no answer' : faultOf(outcome),
        wanted: 'the text of a predicate, such as "(f, x) => f(x) >= x"',
        mend: 'Mend the property, or leave it out.',
      },
    ]);
  }
  return stageOf(bench, { kind: 'holds', properties, inputs });
}

function stageOf(bench: Bench, task: Task): JudgingStage {
  return {
    name,
    audience: 'everyone',
    hard: true,
    selective: false,
    varies: false,
    async *judge(batch, signal, fuelMost) {
      const trials = batch.map((candidate) => ({
        program: programOf(candidate, bench),
        task,
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
