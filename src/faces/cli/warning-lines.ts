import type { Attack, Breach } from '../../index.ts';
import { shown } from './columns.ts';
import { palette, type Output } from './terminal.ts';

/** What a person is warned of before the search: a line a cheat, and one where not all were tried. */
export function warningLines({ breaches, untried }: Attack, output: Output): readonly string[] {
  const lines = breaches.map((breach) => breachLine(breach, output));
  if (untried === 0) return lines;
  const colour = palette(output.colours);
  const cheats = untried === 1 ? '1 cheat was' : `${untried} cheats were`;
  const rest = `${cheats} not tried on this specification in time; --strict tries all.`;
  return [...lines, colour.quiet(rest)];
}

/** What a person should know of how this machine judges. */
export function remarkLine(sentence: string, output: Output): string {
  return `${palette(output.colours).warning('!')} ${shown(sentence)}`;
}

/** A cheat that a specification lets through, as a person is warned of it: a line. */
function breachLine({ cheat, does, passed, mend }: Breach, output: Output): string {
  const colour = palette(output.colours);
  const name = colour.strong(`${cheat[0]!.toUpperCase()}${cheat.slice(1)}`);
  const judged = passed.length === 0 ? 'meets no check' : `passes ${passed.join(', ')}`;
  return `${colour.warning('!')} ${name} (${does}) ${judged}: ${shown(mend)}.`;
}
