import type { Budget } from '../domain/budget.ts';
import { SluiceError } from '../domain/errors.ts';
import { recall } from '../domain/recall.ts';
import type { CutStep, Replaying, RunEvent, RunHeader } from '../domain/run.ts';
import { stepSizesIn } from '../domain/step-sizes.ts';
import type { SolveOptions } from './options.ts';

/** How a recorded run is repeated: what it was given, and where it ended and rested. */
export function repeating({
  header,
  events,
}: {
  readonly header: RunHeader;
  readonly events: readonly RunEvent[];
}): {
  readonly options: Omit<SolveOptions, keyof Budget> & { readonly budget: Budget };
  readonly replay: Replaying;
} {
  const { seed, models, control, plans = [], resultColumn, priors, id } = header;
  // How long answers took is not on record, and judging takes as long as it takes.
  const { seconds: _, ...budget } = recall(events).budget ?? header.budget;
  return {
    options: {
      seed,
      models,
      budget,
      ...(control === undefined ? {} : { control }),
      // As they were then, whatever is asked today; older runs had none.
      plans,
      ...(resultColumn === undefined ? {} : { resultColumn }),
      ...(priors === undefined ? {} : { priorOf: id }),
    },
    replay: header.replay ?? replayOf(header, events),
  };
}

function replayOf({ id, control }: RunHeader, events: readonly RunEvent[]): Replaying {
  if (control === undefined) throw refusal(id, 'a run that no language model was asked in');
  if (events.some(({ kind }) => kind === 'answered')) {
    throw refusal(id, 'a run in which a person decided cases');
  }
  const rests = events.flatMap((event) => (event.kind === 'checkpoint' ? [event.step] : []));
  const ended = events.findLast((event) => event.kind === 'ended');
  const steps = ended?.step ?? rests.at(-1);
  if (steps === undefined) throw refusal(id, 'a run that was killed before its first checkpoint');
  return { run: id, steps, rests, cuts: cutsIn(events), sizes: stepSizesIn(events) };
}

/** Of steps that were taken again once the run had been resumed, only the last time counts. */
function cutsIn(events: readonly RunEvent[]): CutStep[] {
  const resumed = events.findLastIndex(({ kind }) => kind === 'resumed');
  return events
    .slice(resumed + 1)
    .flatMap((event) => (event.kind === 'cut' ? [{ step: event.step, judged: event.judged }] : []));
}

/** A run is repeated of what it was of: throws before anything is begun where that is another. */
export function refuseOther(
  { id, spec, specPath }: RunHeader,
  given: { readonly text: string },
): void {
  if (given.text === spec) return;
  throw new SluiceError({
    fault: 'input',
    place: `--replay ${id}`,
    found: 'another specification than that run is of',
    wanted: `the text of ${specPath} as it was then`,
    mend: `\`sluice show ${id}\` prints the line that repeats it; nothing was begun.`,
  });
}

const mends = {
  'a run that no language model was asked in': 'Repeat it with the line `again` of its result.',
  'a run in which a person decided cases':
    'Put the cases among the examples of the specification, and solve that.',
  'a run that was killed before its first checkpoint': 'Let it end first: `sluice resume RUN`.',
} as const;

function refusal(id: string, found: keyof typeof mends): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `--replay ${id}`,
    found,
    wanted: 'a run whose every answer of a language model is on record',
    mend: mends[found].replace('RUN', id),
  });
}
