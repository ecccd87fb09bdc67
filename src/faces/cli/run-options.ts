import { resolve } from 'node:path';

import type { MachineOptions } from '../../compose.ts';
import type { Budget } from '../../index.ts';
import { flag, positiveInteger, positiveNumber, text, type Values } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What a run may spend; the first limit that is reached ends it. */
export const budgetOptions = {
  seconds: positiveNumber('N', 'Seconds to spend (default: 10 where no limit is given)'),
  candidates: positiveInteger('N', 'Candidates to run; for grammar alone, programs to generate'),
  tokens: positiveInteger('N', 'Tokens to spend'),
  dollars: positiveNumber('N', 'Dollars to spend'),
};

export const runOptions = {
  workers: positiveInteger('N', 'Processes that judge (default: one a core)'),
  out: text('DIR', 'Where the page and the sources go (default: SLUICE_HOME/runs/RUN)'),
  'require-isolation': flag('Refuse anything weaker than full confinement'),
  unconfined: flag('Allow commands of a specification where nothing can confine them'),
};

/** The options that concern the machine, as the engine takes them. */
export function machineOptions(
  values: Values<typeof runOptions>,
  { folder }: Pick<Terminal, 'folder'>,
): MachineOptions {
  return given({
    workers: values.workers,
    out: values.out && resolve(folder, values.out),
    requireIsolation: values['require-isolation'],
    unconfined: values.unconfined,
  });
}

/** The limits that were given; `undefined` where none was. */
export function budgetOf(values: Values<typeof budgetOptions>): Budget | undefined {
  const { seconds, candidates, tokens, dollars } = values;
  const budget = given({ seconds, candidates, tokens, dollars });
  return Object.keys(budget).length === 0 ? undefined : budget;
}

/** The record without what is undefined, as optional properties are passed on. */
export function given<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}
