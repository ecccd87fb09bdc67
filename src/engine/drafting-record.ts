import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { addCost } from '../domain/cost.ts';
import { recall } from '../domain/recall.ts';
import type { Cost, RunEvent } from '../domain/run.ts';
import { noCost } from '../domain/tally.ts';
import type { Clock } from '../ports/clock.ts';
import type { Self } from './hold.ts';

/** A process of another machine that has added nothing for so long is gone. */
const silentMsMost = 60_000;

const ending = '.paid.jsonl';

/** Whose a record is that waits for whoever comes back with answers. */
const nobody = 'nobody';

export interface RecordParts {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly self: Self;
  readonly anyId: () => string;
}

/**
 * What was paid to make a specification of words, on record before it is sent, as a run has it: a
 * line an event. It is kept until a run has taken the cost over, whatever becomes of this process.
 * Every draft has a file of its own, named after its process, and takes over those of processes
 * that are gone: two that draft from the same words do not count what the other pays.
 */
export class DraftingRecord {
  readonly #place: string;
  readonly #self: Self;
  readonly #path: string;
  readonly #events: RunEvent[] = [];
  readonly #before: Cost;

  /** `place`: a path without its ending, the same for the same words and models. */
  constructor(place: string, { clock, self, anyId }: RecordParts) {
    this.#place = place;
    this.#self = self;
    this.#path = `${place}.${ownerOf(self)}.${anyId()}${ending}`;
    mkdirSync(dirname(place), { recursive: true });
    const taken = recordsAt(place)
      .filter((record) => isFree(record, self, clock))
      .flatMap((record) => handedTo(ownerOf(self), record, place) ?? []);
    this.#before = taken.map((path) => recall(read(path)).cost).reduce(addCost, noCost);
  }

  /** What these words have cost so far; a request that has no answer on record, at its most. */
  get cost(): Cost {
    return addCost(this.#before, recall(this.#events).cost);
  }

  add(...events: readonly RunEvent[]): void {
    this.#events.push(...events);
    appendFileSync(this.#path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  }

  /** What is added is written at once. */
  flushed(): Promise<void> {
    return Promise.resolve();
  }

  /** It waits for whoever comes back, whichever process that is. */
  release(): void {
    for (const record of ownRecords(this.#place, this.#self)) {
      handedTo(nobody, record, this.#place);
    }
  }
}

/** A run of this process has on record what these words have cost. */
export function forgetDrafting(place: string, self: Self): void {
  for (const { path } of ownRecords(place, self)) rmSync(path, { force: true });
}

interface Recorded {
  readonly path: string;
  readonly owner: string;
  readonly id: string;
}

function recordsAt(place: string): readonly Recorded[] {
  const folder = dirname(place);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const prefix = `${basename(place)}.`;
  return names
    .filter((name) => name.startsWith(prefix) && name.endsWith(ending))
    .map((name) => {
      const [owner = nobody, id = ''] = name.slice(prefix.length, -ending.length).split('.');
      return { path: join(folder, name), owner, id };
    });
}

const ownRecords = (place: string, self: Self): readonly Recorded[] =>
  recordsAt(place).filter(({ owner }) => owner === ownerOf(self));

const hostOf = ({ host }: Self): string => host.replaceAll(/[^\w-]/gu, '_');

const ownerOf = (self: Self): string => `${hostOf(self)}~${self.process}~${self.startedAtMs}`;

/** Whether nobody else is at it: it is nobody's, this process' own, or of one that is gone. */
function isFree({ owner, path }: Recorded, self: Self, clock: Pick<Clock, 'wallMs'>): boolean {
  if (owner === nobody || owner === ownerOf(self)) return true;
  const [host, process] = owner.split('~');
  if (host === hostOf(self)) {
    return Number(process) === self.process || !self.isRunning(Number(process));
  }
  const addedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Math.abs(clock.wallMs() - addedMs) > silentMsMost;
}

/** Its path under another owner; `undefined` where another process was quicker. */
function handedTo(owner: string, { path, id }: Recorded, place: string): string | undefined {
  const handed = `${place}.${owner}.${id}${ending}`;
  try {
    renameSync(path, handed);
    return handed;
  } catch {
    return undefined;
  }
}

function read(path: string): RunEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  // A process that was killed may have left half a line.
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as RunEvent];
    } catch {
      return [];
    }
  });
}
