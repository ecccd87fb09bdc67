import type { Budget } from './budget.ts';
import type { RunHeader } from './run.ts';

/**
 * The command that starts a run like this one again, as its words: not yet quoted for a shell.
 * `specPath`: as it is to be written, where that is not in full.
 */
export function againWords(header: RunHeader, specPath = header.specPath): string[] {
  const { id, seed, models, budget, priors, control, resultColumn } = header;
  const hasPrior = priors?.some((prior) => prior !== null) === true;
  const isUsual = models.join() === 'grammar';
  return [
    'sluice',
    'solve',
    specPath,
    ...(resultColumn === undefined ? [] : ['--result', resultColumn]),
    '--seed',
    String(seed),
    ...limitWords(budget),
    ...(control === undefined ? [] : ['--control', String(control)]),
    ...(hasPrior ? ['--prior', id] : []),
    ...(isUsual ? [] : models.flatMap((model) => ['--model', model])),
  ];
}

/** What that line leaves out, as a comment of the shell: the line can be pasted as it stands. */
export const lacking = (answers: number): string =>
  answers === 0 ? '' : ' # without the answers you gave';

/** A budget as the options that say it. */
export const limitWords = (budget: Budget): string[] =>
  Object.entries(budget).flatMap(([limit, most]) => [`--${limit}`, String(most)]);
