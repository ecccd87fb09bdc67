import { sluiceVersion } from '../../index.ts';
import { exitCodes, type Command, type ExitCode } from './command.ts';
import { bench } from './commands/bench.ts';
import { dial } from './commands/dial.ts';
import { doctor } from './commands/doctor.ts';
import { helpOn, named } from './commands/help.ts';
import { open } from './commands/open.ts';
import { pick } from './commands/pick.ts';
import { resume } from './commands/resume.ts';
import { runs } from './commands/runs.ts';
import { show } from './commands/show.ts';
import { serveModel } from './commands/serve-model.ts';
import { solve } from './commands/solve.ts';
import { report } from './failure.ts';
import { startedAs } from './started-as.ts';
import type { Terminal } from './terminal.ts';

const own: readonly Command[] = [
  solve,
  resume,
  runs,
  show,
  open,
  pick,
  dial,
  serveModel,
  bench,
  doctor,
];
/** Every command, in the order in which they are listed. */
export const commands: readonly Command[] = [...own, helpOn(own)];

/** Runs one command line, and answers what the process ends with. Never throws. */
export async function runCommandLine(
  given: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const [first = 'help', ...rest] = given;
    if (first === '--version' || first === '-v') {
      terminal.out.write(`${sluiceVersion}\n`);
      return exitCodes.survived;
    }
    if (first === '--help' || first === '-h')
      return await named('help', commands).run(rest, terminal);
    const command = named(first, commands);
    return asksForHelp(command, rest)
      ? await named('help', commands).run([command.name], terminal)
      : await command.run(rest, terminal);
  } catch (error) {
    return report(error, terminal.err, startedAs(terminal));
  }
}

/** `sluice solve --help`; what a benchmark is given is its own. */
function asksForHelp(command: Command, given: readonly string[]): boolean {
  return command !== bench && given.some((text) => text === '--help' || text === '-h');
}
