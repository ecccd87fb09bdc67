import type { Attack, Breach } from '../../index.ts';
import { shown, wrap } from './columns.ts';
import { palette, type Output } from './terminal.ts';

/** What a person is warned of before the search: each cheat that would pass, and what was not tried. */
export function warningLines({ breaches, untried }: Attack, output: Output): readonly string[] {
  const lines = breaches.flatMap((breach) => breachLines(breach, output));
  if (untried === 0) return lines;
  const colour = palette(output.colours);
  const rest =
    'Before a search, programs that only look right are tried on the specification. ' +
    `There was no time for ${untried} of them; --strict tries them all.`;
  return [...lines, ...wrap(rest, output.columns - 1).map((line) => colour.quiet(line))];
}

/** What a person should know of how this machine judges. */
export const remarkLines = (sentence: string, output: Output): readonly string[] =>
  marked(shown(sentence), output);

/** A cheat that a specification lets through, as a person is warned of it. */
function breachLines({ cheat, does, passed, mend }: Breach, output: Output): readonly string[] {
  const name = `${cheat[0]!.toUpperCase()}${cheat.slice(1)}`;
  const judged = passed.length === 0 ? 'meets no check' : `would pass ${passed.join(', ')}`;
  const [first = '', ...rest] = marked(`${name} (${does}) ${judged}: ${shown(mend)}.`, output);
  return [first.replace(name, palette(output.colours).strong), ...rest];
}

/** Whole words to a line; those after the first stand under its words. */
const marked = (text: string, output: Output): readonly string[] =>
  wrap(text, output.columns - 3).map((line, index) =>
    index === 0 ? `${palette(output.colours).warning('!')} ${line}` : `  ${line}`,
  );
