import type { CandidateId } from '../domain/candidate.ts';
import { SluiceError } from '../domain/errors.ts';
import type { RunHeader, RunId } from '../domain/run.ts';
import type { Claim } from '../ports/ledger.ts';

export function changedSpec(header: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: header.specPath,
    found: `a specification that has changed since run ${header.id} began`,
    wanted: 'the same text',
    mend: 'Restore it: the ledger keeps its text. Or start a new run with `sluice solve`.',
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

export function nothingLeft({ id }: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: 'that it has ended, and nothing is left of its budget',
    wanted: 'something more to spend',
    mend: `Name it: \`sluice resume ${id} --seconds 10\`. Its result is as it was: \`sluice show ${id}\`.`,
  });
}

/** `here`: the machine that it is refused on. */
export function carriedOut(id: RunId, by: Claim, here: Pick<Claim, 'host'>): SluiceError {
  const isHere = by.host === here.host;
  const stop = isHere
    ? `stop it with Ctrl-C where it runs (\`kill -INT ${by.process}\` does the same)`
    : 'stop it there with Ctrl-C';
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: `that process ${by.process} on ${isHere ? 'this machine' : by.host} is carrying it out`,
    wanted: 'a run that nobody is carrying out',
    mend: `Wait for its end, or ${stop}; then go on with it. \`sluice show ${id}\` says how far it is.`,
  });
}

export function unknownCandidate({ id }: RunHeader, candidate: CandidateId): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: `nothing recorded of a candidate ${candidate}`,
    wanted: 'the id of one that entered the archive, survived or came closest',
    mend: `Ids stand in \`sluice show ${id} --json\`.`,
  });
}
