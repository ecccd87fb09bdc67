import type { DatabaseSync } from 'node:sqlite';

import { SluiceError } from '../../../domain/errors.ts';

/** The version of the tables below, kept in the file's `user_version`. */
const schemaVersion = 3;

/** Versions that are brought up to date, by what each lacks. */
const missingSince: Readonly<Record<number, () => string>> = {
  1: () => replies + claims,
  2: () => claims,
};

/** `SLUC`: what the file says it is, kept in its `application_id`. */
const applicationId = 0x53_4c_55_43;

const field = (path: string): string => `AS (json_extract(body, '$.${path}'))`;

/** What models answered: `packed` is JSON, compressed (zlib, RFC 1950). */
const replies = `
CREATE TABLE replies (
  sequence INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  question TEXT NOT NULL,
  seed INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  is_cut_off INTEGER NOT NULL,
  packed BLOB NOT NULL
);
CREATE INDEX replies_of_run ON replies (run);
`;

/** Who carries out which run: the only rows that change and go. */
const claims = `
CREATE TABLE claims (
  run TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  host TEXT NOT NULL,
  process INTEGER NOT NULL,
  started_at_ms REAL NOT NULL,
  seen_at_ms REAL NOT NULL
);
`;

/**
 * A row's `body` is the truth, exactly as it was appended; the columns beside it are computed from
 * it when somebody reads them, so the two cannot disagree. `sequence` runs through the four tables
 * of what happened, in the order of appending.
 */
const tables = `
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  body TEXT NOT NULL,
  started_at TEXT AS (datetime(json_extract(body, '$.startedAtMs') / 1000, 'unixepoch')),
  intent TEXT ${field('intent')},
  spec_path TEXT ${field('specPath')},
  seed INTEGER ${field('seed')},
  models TEXT ${field('models')},
  budget TEXT ${field('budget')},
  sluice_version TEXT ${field('sluiceVersion')}
);
CREATE TABLE candidates (
  sequence INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  body TEXT NOT NULL,
  id TEXT ${field('id')},
  model TEXT ${field('model')},
  strategy TEXT ${field('strategy')},
  step INTEGER ${field('step')},
  island INTEGER ${field('island')},
  parents TEXT ${field('parents')},
  tokens INTEGER ${field('tokens')},
  cost_usd REAL ${field('costUsd')},
  source TEXT ${field('source')}
);
CREATE TABLE evidence (
  sequence INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  body TEXT NOT NULL,
  candidate TEXT ${field('candidate')},
  stage TEXT ${field('stage')},
  verdict TEXT ${field('verdict')},
  passed INTEGER ${field('passed')},
  total INTEGER ${field('total')},
  wall_ms REAL ${field('wallMs')},
  scores TEXT ${field('scores')},
  measures TEXT ${field('measures')},
  behaviour TEXT ${field('behaviour')},
  detail TEXT AS (coalesce(json_extract(body, '$.feedback'), json_extract(body, '$.error'), json_extract(body, '$.reason')))
);
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  body TEXT NOT NULL,
  kind TEXT ${field('kind')}
);
CREATE TABLE picks (
  run TEXT NOT NULL REFERENCES runs (id),
  rank INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 3),
  picked_at_ms REAL NOT NULL
);
CREATE INDEX candidates_of_run ON candidates (run);
CREATE INDEX evidence_of_run ON evidence (run);
CREATE INDEX events_of_run ON events (run);
${replies}
${claims}
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${schemaVersion};
`;

/**
 * Whether the file has its tables; anything but a ledger of this version, an older one or nothing
 * is refused.
 */
export function hasSchema(database: DatabaseSync, path: string): boolean {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  if (application === applicationId && version === schemaVersion) return true;
  if (application === applicationId && missingSince[version] !== undefined) return false;
  if (application === applicationId) throw otherVersion(path, version);
  if (version !== 0 || application !== 0 || !isEmpty(database)) throw notALedger(path);
  return false;
}

/** Makes the tables, or those that an older ledger lacks. */
export function createSchema(database: DatabaseSync): void {
  const missing = missingSince[pragma(database, 'user_version')];
  if (missing === undefined) database.exec(tables);
  else database.exec(`${missing()} PRAGMA user_version = ${schemaVersion};`);
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}

function otherVersion(path: string, version: number): SluiceError {
  return new SluiceError({
    fault: 'environment',
    place: path,
    found: `a ledger of version ${version}`,
    wanted: `version ${schemaVersion}, which this Sluice reads`,
    mend: 'Use the Sluice that wrote it, or name another folder in SLUICE_HOME.',
  });
}

export function notALedger(path: string, cause?: unknown): SluiceError {
  return new SluiceError({
    fault: 'environment',
    place: path,
    found: 'a file that is no ledger of Sluice, or a damaged one',
    wanted: "Sluice's ledger, or no file there yet",
    mend: 'Nothing was changed. Move the file away (`sqlite3 FILE .recover` may save a damaged one), or name another folder in SLUICE_HOME.',
    cause,
  });
}
