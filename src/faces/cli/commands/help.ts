import { closest, SluiceError, sluiceVersion } from '../../../index.ts';
import { exitCodes, type Command } from '../command.ts';
import type { Options } from '../options.ts';
import { table } from '../table.ts';
import { palette, type Palette, type Terminal } from '../terminal.ts';

/** Commands of the contract that are made later: their names are kept for them. */
const later: ReadonlySet<string> = new Set(['build', 'studio']);

/** `sluice help [COMMAND]`: it knows the commands beside it. */
export function helpOn(commands: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    usage: '[COMMAND]',
    summary: 'Say what there is, or how one command is used',
    options: {},
    run: ([name], terminal) => {
      const all = [...commands, help];
      const text =
        name === undefined ? overview(all, terminal) : usageOf(named(name, all), terminal);
      terminal.out.write(text);
      return Promise.resolve(exitCodes.survived);
    },
  };
  return help;
}

/** The command of that name, or a `SluiceError` that guesses which was meant. */
export function named(name: string, commands: readonly Command[]): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = commands.map((command) => command.name);
  const meant = closest(name, names);
  throw new SluiceError({
    fault: 'input',
    place: 'sluice',
    found: later.has(name)
      ? `${name}, which this version does not have yet`
      : `the command ${name}`,
    wanted: `one of ${names.join(', ')}`,
    mend: meant === undefined ? 'See `sluice help`.' : `Did you mean \`sluice ${meant}\`?`,
  });
}

function overview(commands: readonly Command[], { out }: Terminal): string {
  const colour = palette(out.colours);
  const rows = commands.map(({ name, usage, summary }) => [
    `  ${colour.accent(name)} ${shortened(usage)}`,
    colour.quiet(summary),
  ]);
  return [
    `${colour.strong('sluice')} ${sluiceVersion}  Models propose, reality judges, three survivors come back.`,
    '',
    ...table(rows),
    '',
    `  sluice help COMMAND lists its options. Runs are kept in SLUICE_HOME (default: .sluice).`,
    '  Ends with 0: something survived, 2: bad input, 3: nothing survived, 130: interrupted,',
    '  1: a fault of Sluice or its surroundings.',
    '',
  ].join('\n');
}

const shortened = (usage: string): string => usage.replace(/ \[--answer.*/u, ' [options]');

function usageOf({ name, usage, summary, options }: Command, { out }: Terminal): string {
  const colour = palette(out.colours);
  return [
    `${colour.strong(`sluice ${name}`)} ${usage}`.trim(),
    `  ${summary}.`,
    ...optionLines(options, colour),
    '',
  ].join('\n');
}

function optionLines(options: Options, colour: Palette): string[] {
  const rows = Object.entries(options).map(([name, { placeholder, help }]) => [
    `  ${colour.accent(`--${name}`)}${placeholder === undefined ? '' : ` ${placeholder}`}`,
    help,
  ]);
  return rows.length === 0 ? [] : ['', ...table(rows)];
}
