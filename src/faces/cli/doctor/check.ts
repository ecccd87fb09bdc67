/**
 * One thing that was looked at.
 *
 * - `ready`: as it should be;
 * - `limited`: Sluice works, but less well or not all of it: `mend` says what would help;
 * - `broken`: nothing can be solved until it is mended.
 */
export interface Check {
  readonly name: string;
  readonly state: 'ready' | 'limited' | 'broken';
  readonly found: string;
  readonly mend?: string;
}

export const ready = (name: string, found: string): Check => ({ name, state: 'ready', found });

export const limited = (name: string, found: string, mend: string): Check => ({
  name,
  state: 'limited',
  found,
  mend,
});

export const broken = (name: string, found: string, mend: string): Check => ({
  name,
  state: 'broken',
  found,
  mend,
});
