import { SluiceError, type RunSummary } from '../../index.ts';

/** The run that is meant by an id, by the beginning of one that is no other's, or by `last`. */
export function findRun(runs: readonly RunSummary[], meant: string): RunSummary {
  const matching =
    meant === 'last' ? runs.slice(0, 1) : runs.filter(({ header }) => header.id.startsWith(meant));
  const exact = matching.find(({ header }) => header.id === meant);
  const [first, second] = matching;
  if (exact !== undefined) return exact;
  if (first !== undefined && second === undefined && meant !== '') return first;
  throw new SluiceError({
    fault: 'input',
    place: `run ${meant}`,
    found: found(
      matching.map(({ header }) => header.id),
      runs.length,
    ),
    wanted: 'the id of one run, the beginning of it, or `last`',
    mend: runs.length === 0 ? 'Start one: `sluice solve SPEC`.' : 'List them: `sluice runs`.',
  });
}

function found(matching: readonly string[], all: number): string {
  if (all === 0) return 'no runs at all in this SLUICE_HOME';
  if (matching.length === 0) return `none of the ${all} runs by that name`;
  const few = matching.slice(0, 4).join(', ');
  return `${matching.length} runs that begin so: ${few}${matching.length > 4 ? ', …' : ''}`;
}
