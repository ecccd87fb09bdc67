import { SluiceError, sluiceVersion } from '../../index.ts';
import { exitCodes, type ExitCode } from './command.ts';
import { shown } from './columns.ts';
import { asStarted } from './started-as.ts';
import { palette, type Output } from './terminal.ts';

/** Says on standard error what went wrong and how to mend it, and answers the exit code. */
export function report(error: unknown, output: Output, command: string): ExitCode {
  const lines =
    error instanceof SluiceError && error.fault !== 'internal'
      ? mendable(error, command, output.colours)
      : ourFault(error, output.colours);
  output.write(`${lines.join('\n')}\n`);
  return error instanceof SluiceError && error.fault === 'input'
    ? exitCodes.badInput
    : exitCodes.fault;
}

function mendable(error: SluiceError, command: string, colours: boolean): string[] {
  const colour = palette(colours);
  return [
    `${colour.bad('✗')} ${colour.strong(shown(error.place))}`,
    `  ${colour.quiet('found ')} ${indented(error.found)}`,
    `  ${colour.quiet('wanted')} ${indented(error.wanted)}`,
    `  ${colour.quiet('mend  ')} ${indented(asStarted(error.mend, command))}`,
  ];
}

const indented = (text: string): string => shown(text).replaceAll('\n', '\n         ');

function ourFault(error: unknown, colours: boolean): string[] {
  const colour = palette(colours);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.stack : '';
  return [
    `${colour.bad('✗')} ${colour.strong('This is a fault of Sluice, not of yours.')}`,
    '  Everything that a run has recorded is kept. Please report it with the spec and these lines:',
    `  sluice ${sluiceVersion}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    colour.quiet(shown(stack).replaceAll(/^/gmu, '  ')),
    ...(cause ? [colour.quiet(shown(`caused by ${cause}`).replaceAll(/^/gmu, '  '))] : []),
  ];
}
