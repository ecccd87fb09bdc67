import type { Replaying, RunHeader } from '../domain/run.ts';
import { lagSteps } from '../search/search.ts';
import { budgetOf } from './budget-from.ts';
import type { SolveOptions } from './options.ts';
import type { EngineParts } from './parts.ts';
import type { Specification } from './specification.ts';

/** The share of questions to language models that is asked plainly, unless said otherwise. */
const defaultControl = 0.1;

/** Whether a run begins with what earlier ones have learnt, and teaches later ones. */
const learns = ({ seed, priorOf }: SolveOptions): boolean =>
  // A run that is to come out again depends on nothing but what it is given.
  seed === undefined && priorOf === undefined;

/** What comes from the record of another run. */
interface Recorded {
  readonly priors: RunHeader['priors'] | undefined;
  readonly replay: Replaying | undefined;
}

/** What a new run is and is held to: as it was given, by default, or by chance. */
export function newHeader(
  spec: Specification,
  given: SolveOptions,
  recorded: Recorded,
  parts: EngineParts,
): RunHeader {
  const { resultColumn, seed = parts.anySeed() } = given;
  const sources = (given.models ?? ['grammar']).map(parts.modelNamed);
  const models = sources.map(({ id }) => id);
  const isInWords = sources.some(({ samplesPerAsk = 1 }) => samplesPerAsk > 1);
  const learnt = (id: string): unknown => parts.priors.read(id) ?? null;
  const priors = learns(given) ? models.map(learnt) : recorded.priors;
  const { problem } = spec;
  const { intent, judgement } = problem;
  const scoreUnit = judgement.by === 'score' ? judgement.unit : undefined;
  const { replay } = recorded;
  const plans =
    given.plans ??
    sources.flatMap((model) => [model.plansFor?.(problem) ?? []]).find((some) => some.length > 0) ??
    [];
  return {
    id: parts.anyId(),
    startedAtMs: parts.clock.wallMs(),
    intent,
    specPath: spec.path,
    spec: spec.text,
    ...(spec.files === undefined ? {} : { specFiles: spec.files }),
    ...(resultColumn === undefined ? {} : { resultColumn }),
    ...(spec.file === undefined ? {} : { file: spec.file }),
    ...(scoreUnit === undefined ? {} : { scoreUnit }),
    seed,
    models,
    budget: replay === undefined ? budgetOf(given.budget, sources) : given.budget!,
    lag: lagSteps,
    ...(given.sizes === undefined ? {} : { sizes: given.sizes }),
    ...(isInWords ? { control: given.control ?? defaultControl } : {}),
    ...(plans.length === 0 ? {} : { plans }),
    ...(priors === undefined ? {} : { priors }),
    ...(learns(given) ? { teaches: true } : {}),
    sluiceVersion: parts.version,
    ...(replay === undefined ? {} : { replay }),
  };
}
