import { deflateSync, inflateSync } from 'node:zlib';

import type { Candidate } from '../../../domain/candidate.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { RunEvent } from '../../../domain/run.ts';
import type { Completion } from '../../../ports/completions.ts';
import { encodeExactly } from './exact-json.ts';

/** The least work: what is gained by more is little on texts so short. */
const packingLevel = 1;

/** Where the events of runs are kept. */
export const rowTables = ['candidates', 'evidence', 'events'] as const;
export type RowTable = (typeof rowTables)[number];

/** A completion, compressed. */
export function pack(completion: Completion): Uint8Array {
  return deflateSync(JSON.stringify(completion), { level: packingLevel });
}

/** The completion that was packed. */
export function unpack(packed: Uint8Array): Completion {
  return JSON.parse(inflateSync(packed).toString()) as Completion;
}

interface Row {
  readonly table: RowTable;
  readonly body: string;
  readonly isCheckpoint: boolean;
}

/** Where an event is kept, and as what. */
export function toRow(event: RunEvent): Row {
  const isCheckpoint = event.kind === 'checkpoint';
  if (event.kind === 'candidate') {
    return { table: 'candidates', body: encodeExactly(event.candidate), isCheckpoint };
  }
  if (event.kind === 'evidence') {
    return { table: 'evidence', body: encodeExactly(event.evidence), isCheckpoint };
  }
  return { table: 'events', body: encodeExactly(event), isCheckpoint };
}

/** The event that a row holds, of its body once that is decoded. */
export function toEvent(table: RowTable, decoded: unknown): RunEvent {
  if (table === 'candidates') return { kind: 'candidate', candidate: decoded as Candidate };
  if (table === 'evidence') return { kind: 'evidence', evidence: decoded as Evidence };
  return decoded as RunEvent;
}
