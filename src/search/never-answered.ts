import { SluiceError } from '../domain/errors.ts';
import type { RunId } from '../domain/run.ts';

/** A run that is repeated asks for what was never answered: it is not the same run. */
export function neverAnswered(run: RunId, model: string, isOtherSeed: boolean): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `--replay ${run}`,
    found: isOtherSeed
      ? `a request to ${model} that was made there with another seed, or for fewer samples`
      : `a request to ${model} that was never made there: the prompt differs`,
    wanted: 'the specification, seed, models and limits of that run, and the Sluice that ran it',
    mend: `\`sluice show ${run}\` prints the line that repeats it; nothing was asked of any model.`,
  });
}
