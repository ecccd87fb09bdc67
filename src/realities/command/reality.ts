import { SluiceError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { scoreVaries } from '../../domain/measured-again.ts';
import { Places } from '../../domain/places.ts';
import { scoreOf } from '../../domain/score.ts';
import type { Reference } from '../../domain/shortlist.ts';
import type { Axis, Objective, Reality } from '../../ports/reality.ts';
import type { LoadedCommand } from './loaded-command.ts';
import { presentFiles } from './present.ts';
import { batchLength, type Step } from './steps.ts';
import { openSteps, type StepsOptions } from './trying.ts';

export interface CommandRealityOptions extends StepsOptions {
  /** How many trials run side by side, of all steps together. */
  readonly workers: number;
}

const axes: readonly Axis[] = [{ name: 'letters', bounds: [500, 1000, 2000, 4000, 8000, 16_000] }];

const objectivesOf = (spec: LoadedCommand): readonly Objective[] => {
  const letters: Objective = { name: 'letters', direction: 'minimise', weight: 0.001 };
  const { judgement } = spec.problem;
  if (judgement.by === 'equality') return [letters];
  return [{ name: 'score', direction: judgement.direction, weight: 1 }, letters];
};

/**
 * The reality of a file in any language. `run` makes an artifact where the candidate is; judges,
 * the cheap ones first, read it where no code of the candidate's ever runs. An evaluator written
 * for OpenEvolve does both in one, and its stage says that this is containment only.
 */
export async function openCommandReality(options: CommandRealityOptions): Promise<Reality> {
  const { spec, sandbox, workers } = options;
  const places = new Places(workers);
  const { steps, scoreAsItIs, triedMs } = await openSteps(options);
  return {
    kind: 'command',
    triedMs,
    remarks: steps.some(({ stage }) => stage.varies) ? [scoreVaries] : [],
    problem: spec.problem,
    stages: steps.map(({ stage }) => stage),
    axes,
    objectives: objectivesOf(spec),
    batch: batchLength,
    judge: (name, batch, signal) => {
      const step = steps.find(({ stage }) => stage.name === name);
      if (step === undefined) throw unknownStage(name, steps);
      return inOrder(batch, async (candidate) => {
        await places.take();
        try {
          signal.throwIfAborted();
          return await step.take(candidate, signal);
        } finally {
          places.free();
        }
      });
    },
    references: async (_, signal) => referencesOf(spec, await scoreAsItIs(signal)),
    disagreements: () => Promise.resolve([]),
    present: (header, events) => Promise.resolve(presentFiles(spec, header, events)),
    close: () => sandbox.close(),
  };
}

/** The file as it is: what survivors are to be better than, though nobody must be. */
function referencesOf({ problem }: LoadedCommand, seen: Evidence | undefined): Reference[] {
  const train = seen && scoreOf(seen);
  if (train === undefined) return [];
  return [{ name: `${problem.path} as it is`, kind: 'initial', score: { train } }];
}

/** Begins with all items at once, and answers in their order. */
async function* inOrder<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncIterable<Result> {
  const begun = items.map((item) => work(item));
  // A rejection is met when its turn comes; until then it must not count as unhandled.
  for (const each of begun) each.catch(() => undefined);
  yield* begun;
}

function unknownStage(name: string, steps: readonly Step[]): SluiceError {
  return new SluiceError({
    fault: 'internal',
    place: 'reality',
    found: `the stage \`${name}\``,
    wanted: steps.map(({ stage }) => `\`${stage.name}\``).join(', '),
    mend: 'This is a fault of Sluice: please report it.',
  });
}
