import type { Attack } from '../domain/breach.ts';
import type { Drafted } from '../domain/drafted.ts';
import type { Example } from '../domain/function.ts';
import { furthest } from '../domain/furthest.ts';
import { noteOf, type Evidence, type Measures, type Verdict } from '../domain/evidence.ts';
import { nearness } from '../domain/nearness.ts';
import type { Pace } from '../domain/pace.ts';
import { recall } from '../domain/recall.ts';
import type { Cost, Counts, RunEvent, RunHeader, RunStatus } from '../domain/run.ts';
import { scoreOf } from '../domain/score.ts';
import type { Disagreement, Reference, ScoreReport } from '../domain/shortlist.ts';
import type { Survivor } from '../domain/survivor.ts';
import { noCounts } from '../domain/tally.ts';
import type { Pick as Picked } from '../ports/ledger.ts';
import { contestOf, type ContestReport } from './contest.ts';

/** What `--json` prints: the result of a run as other programs read it. See docs/cli.md. */
export interface Outcome {
  readonly version: 1;
  readonly run: string;
  readonly status: RunStatus;
  readonly intent: string;
  readonly seed: number;
  readonly elapsedMs: number;
  readonly shortlist: readonly OutcomeFinalist[];
  readonly disagreements: readonly Disagreement[];
  readonly counts: Counts;
  readonly cost: Cost;
  /** Where its specification came out of words: how, and where these were unclear. */
  readonly drafted?: Drafted;
  /** The run that it repeats: what its models answered, and cost, they did there. */
  readonly replayOf?: string;
  /** What each survivor took, where any survived and language models were asked. */
  readonly costPerSurvivor?: { readonly tokens: number; readonly dollars: number };
  /** How the search spent its time, step by step, and how old its parents were, in steps. */
  readonly pace?: PaceReport;
  /** Whether evolution beat plain sampling; only where language models were asked. */
  readonly contest?: ContestReport;
  /** What survivors are held against; empty where nothing is. */
  readonly references: readonly Reference[];
  /** How many nominees were compared on held-out evidence. */
  readonly compared: number;
  /** Cases that a person has decided, beyond those of the specification. */
  readonly answers: readonly Example[];
  /**
   * What a person took last, and when (milliseconds since 1970): the rank in the shortlist, 0 for
   * none of them. Absent where the run went on since.
   */
  readonly picked?: { readonly rank: number; readonly atMs: number };
  /** Where nothing survived: what came closest. */
  readonly closest?: OutcomeClosest;
  /** The cheats that the specification would let through, where it was attacked before the search. */
  readonly attack?: Attack;
  /** The final state as files, absolute paths. */
  readonly files: readonly string[];
}

export interface OutcomeFinalist {
  readonly rank: number;
  readonly candidate: string;
  readonly source: string;
  readonly model: string;
  readonly why: string;
  readonly evidence: readonly OutcomeEvidence[];
  readonly score?: ScoreReport;
  readonly measures: Measures;
  readonly files: readonly string[];
}

export interface OutcomeEvidence {
  readonly stage: string;
  readonly verdict: Verdict;
  readonly passed?: number;
  readonly total?: number;
  /** Its score over these instances, where the stage scores. */
  readonly score?: number;
  /** Where the score varies: what each measurement came to. */
  readonly measurements?: readonly number[];
  /** What was wrong, where anything was. */
  readonly note?: string;
}

export interface OutcomeClosest {
  readonly candidate: string;
  readonly source: string;
  /** Where its climb ended, how, and how much of that stage it passed, where that was judged. */
  readonly stage: string;
  readonly verdict: Verdict;
  readonly passed?: number;
  readonly total?: number;
  /** What was wrong. */
  readonly note?: string;
  /** Its score, where reality scores. */
  readonly score?: number;
}

/** Folds the record of a run into its outcome. */
export function outcomeOf(
  header: RunHeader,
  events: readonly RunEvent[],
  picks: readonly Picked[] = [],
): Outcome {
  const { totals, status, elapsedMs, cost, survivors, milestones } = recall(events);
  const shortlisted = events.findLast((event) => event.kind === 'shortlisted');
  const references = events.findLast((event) => event.kind === 'references');
  const files = events.findLast((event) => event.kind === 'presented')?.files ?? [];
  const { counts = noCounts, arms, pace } = totals ?? {};
  const drafted = events.find((event) => event.kind === 'drafted');
  const answers = events.filter((event) => event.kind === 'answered');
  const best = milestones.at(-1);
  const closest = closestOf([...survivors.values()], best?.candidate);
  const finalists = shortlisted?.finalists ?? [];
  const resumed = events.findLast((event) => event.kind === 'resumed');
  // Whoever went on since has another shortlist, of which nobody has taken anything.
  const picked = picks.findLast(({ pickedAtMs }) => pickedAtMs >= (resumed?.atMs ?? 0));
  return {
    version: 1,
    run: header.id,
    status,
    intent: header.intent,
    seed: header.seed,
    elapsedMs: Math.round(elapsedMs),
    shortlist: finalists.map((finalist) => ({
      rank: finalist.rank,
      candidate: finalist.candidate.id,
      source: finalist.candidate.source,
      model: finalist.candidate.model,
      why: finalist.why,
      evidence: finalist.evidence.map(evidenceLine),
      ...(finalist.score === undefined ? {} : { score: finalist.score }),
      measures: finalist.measures,
      files: files.filter((file) => isOfRank(file, finalist.rank)),
    })),
    ...(picked === undefined ? {} : { picked: { rank: picked.rank, atMs: picked.pickedAtMs } }),
    disagreements: shortlisted?.disagreements ?? [],
    counts,
    cost,
    ...(drafted === undefined ? {} : { drafted: drafted.drafted }),
    ...(header.replay === undefined ? {} : { replayOf: header.replay.run }),
    ...perSurvivor(cost, counts.survived),
    ...paceOf(pace),
    ...(arms === undefined ? {} : { contest: contestOf(arms) }),
    references: references?.references ?? [],
    compared: shortlisted?.compared ?? 0,
    answers: answers.map(({ example }) => example),
    ...(finalists.length > 0 || closest === undefined ? {} : { closest }),
    ...(header.attack === undefined ? {} : { attack: header.attack }),
    files,
  };
}

/** Means over the steps of a search. */
interface PaceReport {
  readonly generatingMsPerStep: number;
  readonly judgingMsPerStep: number;
  /** How many steps ago a parent was proposed; absent where nothing had parents. */
  readonly parentAgeSteps?: number;
}

function paceOf(pace: Pace | undefined): Pick<Outcome, 'pace'> {
  if (pace === undefined || pace.steps === 0) return {};
  const { steps, generatingMs, judgingMs, parents, parentSteps } = pace;
  return {
    pace: {
      generatingMsPerStep: generatingMs / steps,
      judgingMsPerStep: judgingMs / steps,
      ...(parents === 0 ? {} : { parentAgeSteps: parentSteps / parents }),
    },
  };
}

function perSurvivor(cost: Cost, survived: number): Pick<Outcome, 'costPerSurvivor'> {
  if (survived === 0 || cost.requests === 0) return {};
  const tokens = (cost.inputTokens + cost.outputTokens) / survived;
  return { costPerSurvivor: { tokens, dollars: cost.dollars / survived } };
}

function evidenceLine(seen: Evidence): OutcomeEvidence {
  const { stage, verdict } = seen;
  const score = scoreOf(seen);
  const note = noteOf(seen);
  return {
    stage,
    verdict,
    ...('total' in seen ? { passed: seen.passed, total: seen.total } : {}),
    ...(score === undefined ? {} : { score }),
    ...('measurements' in seen ? { measurements: seen.measurements } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The files of one finalist begin with its rank: `1-median3.ts`. */
function isOfRank(file: string, rank: number): boolean {
  return new RegExp(`[/\\\\]${rank}-[^/\\\\]*$`).test(file);
}

/** Of those that came furthest the best, or else who came nearest to passing. */
function closestOf(recorded: readonly Survivor[], best?: string): OutcomeClosest | undefined {
  const all = furthest(recorded);
  const foremost =
    all.find(({ candidate }) => candidate.id === best) ??
    all.toSorted((left, right) => nearness(right.evidence) - nearness(left.evidence))[0];
  const last = foremost?.evidence.at(-1);
  if (foremost === undefined || last === undefined) return undefined;
  const { candidate, score } = foremost;
  return {
    candidate: candidate.id,
    source: candidate.source,
    ...evidenceLine(last),
    ...(score === undefined ? {} : { score }),
  };
}
