import type { Breach } from '../../index.ts';
import { shown } from './columns.ts';
import { palette, type Output } from './terminal.ts';

/** A cheat that a specification lets through, as a person is warned of it: a line. */
export function breachLine({ cheat, does, passed, mend }: Breach, output: Output): string {
  const colour = palette(output.colours);
  const name = colour.strong(`${cheat[0]!.toUpperCase()}${cheat.slice(1)}`);
  const judged = passed.length === 0 ? 'meets no check' : `passes ${passed.join(', ')}`;
  return `${colour.warning('!')} ${name} (${does}) ${judged}: ${shown(mend)}.`;
}
