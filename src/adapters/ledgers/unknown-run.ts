import { SluiceError } from '../../domain/errors.ts';
import type { RunId } from '../../domain/run.ts';

/** Every ledger refuses to write to a run that was never begun, … */
export function unknownRun(run: RunId): SluiceError {
  return misuse(`run ${run}`, 'a run that was never begun', 'the id of a run in this ledger');
}

/** … and to begin one twice. */
export function runExists(run: RunId): SluiceError {
  return misuse(`run ${run}`, 'a run that was begun before', 'an id of its own for each run');
}

function misuse(place: string, found: string, wanted: string): SluiceError {
  const mend = 'This is a fault of Sluice: please report it.';
  return new SluiceError({ fault: 'internal', place, found, wanted, mend });
}
