import { apart } from '../../src/adapters/sandboxes/confined/apart.ts';
import { confinedSandbox } from '../../src/adapters/sandboxes/confined/sandbox.ts';
import { readSpecModule } from '../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import type { Attack, Breach } from '../../src/domain/breach.ts';
import type { RunHeader } from '../../src/domain/run.ts';
import { attackFirst } from '../../src/engine/attacking.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { loadSpec } from '../../src/realities/function/loading/load-spec.ts';
import { loadTable } from '../../src/realities/function/loading/load-table.ts';
import { openFunctionReality } from '../../src/realities/function/reality.ts';

const never = new AbortController().signal;

/** A specification as the engine has it, judged in the sandbox for what is hostile. */
export async function specificationAt(path: string): Promise<Specification> {
  const spec = path.endsWith('.csv')
    ? loadTable(path, undefined)
    : await loadSpec(path, readSpecModule);
  return {
    path,
    text: spec.text,
    problem: spec.problem,
    readAnswer: () => ({ args: [], result: 0 }),
    open: ({ random, signal = never }) =>
      openFunctionReality({
        spec,
        sandbox: apart(spec.module, (ofSpec) => confinedSandbox({ workers: 1, ...ofSpec })),
        random,
        signal,
        page: () => ({ ledgerPath: '', versions: {}, outcome: null }),
      }),
  };
}

/** Time enough to try everything, on a machine however busy. */
const patient: Clock = { ...systemClock, deadline: () => never };

const outcome = () => {
  throw new Error('an attack has no outcome');
};

/** What the attack warns of; with `strict`, what it throws. */
export async function attacked(
  path: string,
  { strict = false, clock = patient, interrupt = never } = {},
): Promise<Breach[]> {
  const breaches: Breach[] = [];
  const spec = await specificationAt(path);
  const header: RunHeader = {
    id: 'r2222222',
    startedAtMs: 0,
    intent: spec.problem.intent,
    specPath: path,
    spec: spec.text,
    seed: 1,
    models: ['grammar'],
    budget: { seconds: 1 },
    lag: 1,
    sluiceVersion: '0.0.0',
  };
  const random = seededRandom(1).fork('reality');
  const attackee = { spec, header, random, clock, outcome };
  const warn = (attack: Attack) => void breaches.push(...attack.breaches);
  await attackFirst(attackee, { strict, warn }, interrupt);
  return breaches;
}
