import { randomBytes, randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';

import { openSqliteLedger } from './adapters/ledgers/sqlite/ledger.ts';
import { canConfine } from './adapters/sandboxes/confined/launch.ts';
import { systemCallFilter } from './adapters/sandboxes/confined/system-calls.ts';
import { systemClock } from './adapters/system/clock.ts';
import { priorFiles } from './adapters/system/prior-files.ts';
import { seededRandom } from './adapters/system/seeded-random.ts';
import { thisProcess } from './adapters/system/this-process.ts';
import { isTypeScriptInstalled } from './adapters/type-checkers/typescript/checker.ts';
import { drafting } from './composing/drafting.ts';
import { load } from './composing/load.ts';
import { modelNamed } from './composing/models.ts';
import { dialOf, type Dial, type Recorded } from './dial/dial.ts';
import type { RunId } from './domain/run.ts';
import { Engine } from './engine/engine.ts';
import { identify } from './proposing/identify.ts';
import { sluiceVersion } from './version.ts';

export {
  errorKinds,
  faultKinds,
  serveSimulated,
  simulatedModel,
  type ModelServer,
} from './adapters/models/simulated/serve.ts';
export { checkHome } from './engine/check-folder.ts';
export type { DraftedSpec } from './engine/drafting.ts';
export type { Engine } from './engine/engine.ts';
export type { PutProperties } from './intent/approve.ts';
export type { PutQuestion } from './intent/clarify.ts';
export type { Difference, Replay, ReplayedStage } from './engine/replay.ts';
export type {
  DraftOptions,
  MachineOptions,
  ResumeOptions,
  SolveOptions,
} from './engine/options.ts';

/** What stands around candidates on this machine. */
export function wallsHere() {
  return {
    /** Bubblewrap works: their processes see nothing of the machine. */
    confined: canConfine(),
    /** What of the kernel such processes may call is filtered. */
    filtered: systemCallFilter() !== undefined,
    /** A shortlist is type-checked. */
    typeChecked: isTypeScriptInstalled(),
  } as const;
}

export interface EngineOptions {
  /** The folder of the ledger and of the final states. */
  readonly home: string;
}

/** Chooses every implementation: the SQLite ledger, the grammar model, the sandboxes, the clock. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const home = resolve(options.home);
  const ledgerPath = join(home, 'ledger.sqlite');
  return new Engine({
    home,
    version: sluiceVersion,
    clock: systemClock,
    self: thisProcess,
    processors: availableParallelism(),
    random: seededRandom,
    anySeed: () => randomInt(2 ** 31),
    anyId: newRunId,
    openLedger: () => openSqliteLedger(ledgerPath),
    priors: priorFiles(join(home, 'priors')),
    load: (path, resultColumn) => load(path, resultColumn, ledgerPath),
    modelNamed: (id) => modelNamed(id, home),
    drafting: drafting(home),
    isIntact: (candidate) => identify(candidate, candidate).id === candidate.id,
  });
}

/** Projects one run, or two to compare, to other speeds, in tokens a second of a stream. */
export function dialRuns(recorded: readonly Recorded[], speeds: readonly number[]): Dial {
  return dialOf(recorded, speeds, seededRandom('dial'));
}

/** `r` and seven digits or letters that are hard to mistake for each other. */
function newRunId(): RunId {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  return `r${[...randomBytes(7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
