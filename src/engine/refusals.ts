import { SluiceError } from '../domain/errors.ts';
import type { RunHeader, RunId } from '../domain/run.ts';

export function changedSpec(header: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: header.specPath,
    found: `a specification that has changed since run ${header.id} began`,
    wanted: 'the same text',
    mend: 'Restore it, or start a new run with `sluice solve`.',
  });
}

export function unknownRun(id: RunId): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: 'no such run in this ledger',
    wanted: 'the id of a recorded run',
    mend: 'List them with `sluice runs`; SLUICE_HOME says which ledger is read.',
  });
}
