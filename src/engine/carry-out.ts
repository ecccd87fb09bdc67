import { SluiceError } from '../domain/errors.ts';
import type { Observer } from '../domain/progress.ts';
import { Purse } from '../domain/purse.ts';
import { recall, type Past } from '../domain/recall.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import { noCounts } from '../domain/tally.ts';
import type { SessionOptions } from '../ports/model.ts';
import type { Reality } from '../ports/reality.ts';
import { run } from '../run.ts';
import { RecordedCorrespondence } from '../search/correspondence.ts';
import { RunRecord } from '../search/record.ts';
import { RecordedPurse } from '../search/recorded-purse.ts';
import type { RunPorts } from '../search/run-ports.ts';
import { closing } from './closing.ts';
import type { Hold } from './hold.ts';
import type { MachineOptions } from './options.ts';
import type { EngineParts, Place } from './parts.ts';
import { present } from './present.ts';
import { remember } from './remember.ts';
import { resumingOf } from './resuming.ts';
import type { Opening, Specification } from './specification.ts';
import { variesBy, whileTrying } from './trying.ts';

/** What a run starts or goes on from. */
interface Beginning {
  readonly past: Past;
  /** Of its events, what is still to be recorded. */
  readonly unrecorded: readonly RunEvent[];
  readonly isNew: boolean;
  /** It has ended, and nothing goes on: only its final state is to be written. */
  readonly isOver?: boolean;
  /** Called once that is done. */
  readonly recorded?: () => void;
}

/** A run that is to be carried out. */
export interface Task {
  readonly header: RunHeader;
  readonly spec: Specification;
  readonly beginning: Beginning;
  readonly options: MachineOptions;
  /** Taken before anything is recorded; whoever made it releases it. */
  readonly hold: Hold;
}

/** Opens the reality of a run, which judges by its seed and by what a person has decided. */
export function openReality(
  { header, spec }: Pick<Task, 'header' | 'spec'>,
  past: Pick<Opening, 'answers' | 'recorded' | 'trying' | 'varies' | 'signal'>,
  machine: Opening['machine'],
  parts: Pick<EngineParts, 'random'>,
  place: Place,
): Promise<Reality> {
  const random = parts.random(header.seed).fork('reality');
  const outcome = () => place.outcome(header.id);
  return spec.open({ header, ...past, random, machine, outcome });
}

/**
 * Runs to the end, and writes the final state. Whatever was opened is closed, come what may, and a
 * run that fails under way leaves on record what it has come to, and can go on from there.
 */
export async function carryOut(
  task: Task,
  parts: EngineParts,
  place: Place,
  observe: Observer,
  interrupt: AbortSignal,
): Promise<void> {
  const { header, beginning, options, hold } = task;
  const { past, unrecorded, isNew } = beginning;
  const { clock } = parts;
  const workers = options.workers ?? parts.processors;
  const { events, recalled } = past;
  const answers = events.flatMap((event) => (event.kind === 'answered' ? [event.example] : []));
  const recorded = events.flatMap((event) => (event.kind === 'candidate' ? [event.candidate] : []));
  const machine = { ...options, workers };
  const varies = variesBy(events);
  const known = { answers, recorded, ...(varies === undefined ? {} : { varies }) };
  const open = (trying: Pick<Opening, 'trying'>): Promise<Reality> =>
    openReality(task, { ...known, ...trying, signal: interrupt }, machine, parts, place);
  const reality = isNew
    ? await whileTrying(header, clock, observe, (trying) => open({ trying }))
    : await open({});
  const models: RunPorts['models'][number][] = [];
  const record = new RunRecord(header.id, place, clock);
  let isBegun = false;
  const begin = (): void => {
    hold.take();
    if (isNew) place.ledger.begin(header);
    isBegun = true;
    place.ledger.append(header.id, unrecorded);
    beginning.recorded?.();
  };
  const work = async (): Promise<void> => {
    const { home, processors } = parts;
    if (beginning.isOver === true) {
      begin();
      return present(header, reality, options.out, home, place.ledger);
    }
    for (const sentence of reality.remarks ?? []) options.remark?.(sentence);
    const opening = { ...sessionOptions(task, record, place), workers, signal: interrupt };
    const asked = header.models.map(parts.modelNamed);
    const resuming = resumingOf(header, recalled, asked, clock, observe);
    if (recalled.checkpoint !== undefined) resuming(0);
    const kept = recalled.checkpoints.map(({ model }) => model as readonly unknown[]);
    for (const [index, model] of asked.entries()) {
      const resumeFrom = kept.map((each) => each[index]);
      const own = { ...opening, prior: header.priors?.[index], resumeFrom, resuming };
      models.push({ model, session: await model.open(reality.problem, own) });
    }
    begin();
    const random = parts.random(header.seed);
    const ports = { reality, models, record, clock, random, workers, processors };
    await run(header, past, ports, observe, interrupt);
    await present(header, reality, options.out, home, place.ledger);
    if (header.teaches) remember(header, place.ledger.read(header.id)!.events, parts);
  };
  try {
    await closing(() => [...models.map(({ session }) => session), reality], work);
  } catch (error) {
    const isCutOff = interrupt.aborted && error === interrupt.reason;
    if (!isBegun && (isNew || !isCutOff)) throw error;
    if (!isBegun) begin();
    endEarly(header, record, place);
    if (!isCutOff) throw underWay(error);
  }
}

/** What its models may spend, what they were asked before, and the record of either. */
function sessionOptions(
  { header, beginning: { past, isNew } }: Task,
  record: RunRecord,
  { ledger }: Place,
): Pick<SessionOptions, 'seed' | 'allowance' | 'correspondence'> {
  const { cost } = past.recalled;
  const spent = { tokens: cost.inputTokens + cost.outputTokens, dollars: cost.dollars };
  const requests = past.events.filter(({ kind }) => kind === 'requested').length;
  const { run: repeated } = header.replay ?? {};
  const asksAnew = isNew && repeated === undefined;
  const since = repeated === undefined ? 'checkpoint' : 'begin';
  const replies = asksAnew ? [] : ledger.replies(repeated ?? header.id, since);
  return {
    seed: header.seed,
    allowance: new RecordedPurse(new Purse(header.budget, spent), record, requests),
    correspondence: new RecordedCorrespondence(record, replies, repeated),
  };
}

/**
 * Records the end of a run that fails, unless it is the ledger itself that does. What failed only
 * once the run had ended, as its final state could not be written, changes nothing of its end.
 */
function endEarly({ id }: RunHeader, record: RunRecord, { ledger }: Place): void {
  try {
    record.flush();
    const { checkpoint, cost, elapsedMs, status } = recall(ledger.read(id)!.events);
    if (status !== 'running') return;
    const { step = 0, counts = noCounts, arms, pace } = checkpoint ?? {};
    const totals = { elapsedMs, counts, cost, ...(arms && { arms }), ...(pace && { pace }) };
    ledger.append(id, [{ kind: 'ended', status: 'interrupted', step, ...totals }]);
  } catch {
    // Why the run failed says more than why that could not be written down.
  }
}

/** What is wrong once a run has begun is no fault of its input: something of it is written. */
function underWay(error: unknown): unknown {
  if (!(error instanceof SluiceError) || error.fault !== 'input') return error;
  const { place, found, wanted, mend } = error;
  return new SluiceError({ fault: 'environment', place, found, wanted, mend, cause: error });
}
