import { SluiceError } from '../../index.ts';
import { parseOptions, type Options, type Parsed } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What the process ends with; the contract names them. */
export const exitCodes = {
  survived: 0,
  fault: 1,
  badInput: 2,
  exhausted: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One command of `sluice`. */
export interface Command {
  readonly name: string;
  /** What follows the name: `RUN [--json]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly options: Options;
  run(given: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

interface Definition<Known extends Options> extends Omit<Command, 'run'> {
  readonly options: Known;
  /** How many positional arguments it takes, from and to. */
  readonly positionals: readonly [number, number];
  run(parsed: Parsed<Known>, terminal: Terminal): ExitCode | Promise<ExitCode>;
}

export function defineCommand<const Known extends Options>(definition: Definition<Known>): Command {
  const { name, usage, summary, options, positionals } = definition;
  return {
    name,
    usage,
    summary,
    options,
    run: async (given, terminal) => {
      const parsed = parseOptions(name, options, given);
      const [least, most] = positionals;
      const found = parsed.positionals.length;
      if (found < least || found > most) throw wrongCount(definition, parsed.positionals);
      return await definition.run(parsed, terminal);
    },
  };
}

function wrongCount(
  { name, usage }: Pick<Command, 'name' | 'usage'>,
  positionals: readonly string[],
): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `sluice ${name}`,
    found: positionals.length === 0 ? 'nothing after it' : positionals.join(' '),
    wanted: `sluice ${name} ${usage}`.trim(),
    mend: `See \`sluice help ${name}\`.`,
  });
}
