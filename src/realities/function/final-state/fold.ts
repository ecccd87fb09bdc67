import { againWords, lacking } from '../../../domain/again.ts';
import type { Example } from '../../../domain/function.ts';
import type { FunctionProblem } from '../../../domain/problem.ts';
import { recall } from '../../../domain/recall.ts';
import type { RunEvent, RunHeader } from '../../../domain/run.ts';
import type { Disagreement, Finalist } from '../../../domain/shortlist.ts';
import { noCounts } from '../../../domain/tally.ts';
import { showValue } from '../../../domain/value.ts';
import type { Objective, Stage } from '../../../ports/reality.ts';
import { Candidates } from './candidates.ts';
import type {
  ContestView,
  ExampleView,
  GeneratorShare,
  PageData,
  SurvivorView,
} from './page-data.ts';
import { rankBy, type Weighted } from './rank.ts';
import { viewFinalist } from './views.ts';
import { shellWord } from './wording.ts';

/** What the page tells that the record of a run does not hold. */
export interface PageExtra {
  readonly problem: FunctionProblem;
  readonly stages: readonly Stage[];
  readonly objectives: readonly Objective[];
  readonly ledgerPath: string;
  /** Name and version, in the order in which they are shown. */
  readonly versions: Readonly<Record<string, string>>;
  /** The document that `--json` prints. */
  readonly outcome: unknown;
  /** Whether evolution beat plain sampling, where language models were asked. */
  readonly contest?: ContestView | undefined;
}

const survivorsMost = 200;

/** Everything that the page of a run shows: a fold over its events, whether it has ended or not. */
export function pageData(
  header: RunHeader,
  events: readonly RunEvent[],
  extra: PageExtra,
): PageData {
  const { problem } = extra;
  const current = sinceAnswered(events);
  const record = new Candidates(current);
  const checkpoint = newest(current, 'checkpoint');
  const shortlisted = newest(current, 'shortlisted');
  const ended = newest(current, 'ended');
  const milestones = all(current, 'milestone').map(({ milestone }) => milestone);
  const finalists = shortlisted?.finalists ?? [];
  const survivors = record.survivors(extra.stages, finalists);
  const objectives = movable(extra.objectives, survivors);
  const closest = finalists.length > 0 ? undefined : record.closest(milestones);
  return {
    run: header.id,
    intent: header.intent,
    signature: problem.signature,
    ...draftedIn(events),
    status: ended?.status ?? 'running',
    startedAtMs: header.startedAtMs,
    elapsedMs: ended?.elapsedMs ?? checkpoint?.elapsedMs ?? milestones.at(-1)?.elapsedMs ?? 0,
    seed: header.seed,
    models: header.models,
    tolerance: problem.judgement.by === 'equality' ? problem.judgement.tolerance : 0,
    ...scaleOf(problem),
    examples: examplesOf(problem, events),
    references: newest(current, 'references')?.references ?? [],
    finalists: finalists.map((finalist) => viewFinalist(finalist, survivors, problem)),
    ...(closest === undefined ? {} : { closest: viewFinalist(closest, survivors, problem) }),
    compared: shortlisted?.compared ?? 0,
    disagreements: viewDisagreements(shortlisted?.disagreements ?? [], finalists),
    survivors: someOf(survivors, finalists, objectives),
    survivorCount: survivors.length,
    objectives,
    milestones,
    counts: (ended ?? checkpoint)?.counts ?? noCounts,
    cost: recall(events).cost,
    generators: sharesOf(survivors),
    specPath: header.specPath,
    replay: againWords(header).map(shellWord).join(' ') + lacking(all(events, 'answered').length),
    ledgerPath: extra.ledgerPath,
    versions: extra.versions,
    files: newest(current, 'presented')?.files ?? [],
    ...(extra.contest === undefined ? {} : { contest: extra.contest }),
    outcome: extra.outcome,
  };
}

function scaleOf({ judgement }: FunctionProblem): Pick<PageData, 'direction' | 'unit'> {
  if (judgement.by === 'equality') return {};
  const { direction, unit } = judgement;
  return { direction, ...(unit === undefined ? {} : { unit }) };
}

function draftedIn(events: readonly RunEvent[]): Pick<PageData, 'drafted'> {
  const drafted = newest(events, 'drafted')?.drafted;
  if (drafted === undefined) return {};
  const { words, meanings, otherHeads, isStranded, properties } = drafted;
  const unclear = drafted.unclear.map(({ args, choices, answer }) => ({
    args: args.map(showValue),
    choices: choices.map(({ result, share, means }) => ({
      result: showValue(result),
      says: [`${Math.round(100 * share)} %`, ...means].join(' · '),
    })),
    ...(answer === undefined ? {} : { answer: showValue(answer) }),
  }));
  const known = { words, meanings, otherHeads, isStranded, unclear };
  return { drafted: properties === undefined ? known : { ...known, properties } };
}

type Kind = RunEvent['kind'];
type EventOf<K extends Kind> = Extract<RunEvent, { kind: K }>;

const all = <K extends Kind>(events: readonly RunEvent[], kind: K): EventOf<K>[] =>
  events.filter((event): event is EventOf<K> => event.kind === kind);

const newest = <K extends Kind>(events: readonly RunEvent[], kind: K): EventOf<K> | undefined =>
  all(events, kind).at(-1);

/** A person's answer starts the search anew: what survived before it may be wrong by now. */
const sinceAnswered = (events: readonly RunEvent[]): readonly RunEvent[] =>
  events.slice(events.findLastIndex(({ kind }) => kind === 'answered') + 1);

const viewExample = ({ args, result }: Example, isAnswer: boolean): ExampleView => ({
  args: args.map(showValue),
  result: showValue(result),
  isAnswer,
});

const callOf = ({ args }: ExampleView): string => args.join(', ');

function examplesOf(problem: FunctionProblem, events: readonly RunEvent[]): ExampleView[] {
  const answers = all(events, 'answered').map(({ example }) => viewExample(example, true));
  const answered = new Set(answers.map(callOf));
  const given = problem.examples.map((example) => viewExample(example, false));
  return [...given.filter((example) => !answered.has(callOf(example))), ...answers];
}

function viewDisagreements(
  disagreements: readonly Disagreement[],
  finalists: readonly Finalist[],
): PageData['disagreements'] {
  return disagreements.map(({ args, results }) => ({
    args: args.map(showValue),
    results: finalists.map(({ candidate }) => {
      const found = results.find((result) => result.candidate === candidate.id);
      return found === undefined ? null : showValue(found.result);
    }),
  }));
}

/** The objectives that tell survivors apart, and what else does, which starts with no weight. */
function movable(
  objectives: readonly Objective[],
  survivors: readonly SurvivorView[],
): readonly Weighted[] {
  const further: readonly Weighted[] = [
    { name: 'heldOut', direction: 'maximise', weight: 0 },
    { name: 'size', direction: 'minimise', weight: 0 },
    { name: 'medianNs', direction: 'minimise', weight: 0 },
  ];
  const known = new Set(objectives.map(({ name }) => name));
  return [...objectives, ...further.filter(({ name }) => !known.has(name))].filter(({ name }) => {
    const values = new Set(survivors.map(({ measures }) => measures[name]));
    values.delete(undefined);
    return values.size > 1;
  });
}

function someOf(
  survivors: readonly SurvivorView[],
  finalists: readonly Finalist[],
  objectives: readonly Weighted[],
): readonly SurvivorView[] {
  const ranked = rankBy(survivors, objectives).map(({ survivor }) => survivor);
  const shortlisted = new Set(finalists.map(({ candidate }) => candidate.id));
  const first = ranked.filter(({ id }) => shortlisted.has(id));
  const clusters = new Set(first.map(({ cluster }) => cluster));
  const leaders: SurvivorView[] = [];
  const others: SurvivorView[] = [];
  for (const survivor of ranked.filter(({ id }) => !shortlisted.has(id))) {
    (clusters.has(survivor.cluster) ? others : leaders).push(survivor);
    clusters.add(survivor.cluster);
  }
  return [...first, ...leaders, ...others].slice(0, survivorsMost);
}

function sharesOf(survivors: readonly SurvivorView[]): readonly GeneratorShare[] {
  const counts = new Map<string, number>();
  const models = new Set(survivors.map(({ model }) => model));
  for (const { model, strategy } of survivors) {
    const name = models.size > 1 ? `${strategy} (${model})` : strategy;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((left, right) => right.count - left.count);
}
