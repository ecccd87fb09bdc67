import { SluiceError } from '../../../domain/errors.ts';
import { notALedger } from './schema.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that have a mend. */
const busy = 5;
const locked = 6;
const readOnly = 8;
const inputOutput = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

/** What the file system says for a full disk or an exhausted quota. */
const outOfSpace = new Set(['ENOSPC', 'EDQUOT']);

/** Turns what SQLite or the file system threw into an error that tells the mend. */
export function ledgerFailure(error: unknown, path: string): SluiceError {
  if (error instanceof SluiceError) return error;
  const { message, errcode, code } = thrown(error);
  if (code !== undefined && outOfSpace.has(code)) return fullDisk(path, error);
  if (errcode === undefined) return unwritable(path, message, error);
  // The low byte is the primary code, the rest a refinement of it.
  switch (errcode & 0xff) {
    case full:
      return fullDisk(path, error);
    case busy:
    case locked:
      return environment(
        path,
        'a ledger that another program keeps locked',
        'leave to write to it',
        'Nothing was written. End the program that holds it (an open sqlite3 transaction, a backup), then try again.',
        error,
      );
    case readOnly:
    case cannotOpen:
      return unwritable(path, message, error);
    case corrupt:
    case notADatabase:
      return notALedger(path, error);
    case inputOutput:
      return environment(
        path,
        `an input/output error (${message})`,
        'a disk that keeps what is written to it',
        'What was acknowledged before is kept. Look at the disk, or name a folder on a local disk in SLUICE_HOME.',
        error,
      );
    default:
      return internal(path, error);
  }
}

function thrown(error: unknown): { message: string; errcode?: number; code?: string } {
  return error as { message: string; errcode?: number; code?: string };
}

function fullDisk(path: string, cause: unknown): SluiceError {
  return environment(
    path,
    'a full disk',
    'room for the ledger',
    'Nothing of the last batch was written; what was acknowledged before is kept. Free some space, then `sluice resume` the run.',
    cause,
  );
}

function unwritable(path: string, message: string, cause: unknown): SluiceError {
  return environment(
    path,
    `no way to write there (${message})`,
    'a folder that this user may write to',
    'Give yourself the permission, or name another folder in SLUICE_HOME.',
    cause,
  );
}

function internal(place: string, cause: unknown): SluiceError {
  return new SluiceError({
    fault: 'internal',
    place,
    found: String(cause),
    wanted: 'a statement that the ledger accepts',
    mend: 'This is a fault of Sluice: please report it.',
    cause,
  });
}

function environment(
  place: string,
  found: string,
  wanted: string,
  mend: string,
  cause: unknown,
): SluiceError {
  return new SluiceError({ fault: 'environment', place, found, wanted, mend, cause });
}
