import { commandSandbox } from '../adapters/sandboxes/command/sandbox.ts';
import { SluiceError } from '../domain/errors.ts';
import type { Specification } from '../engine/specification.ts';
import { loadCommand } from '../realities/command/load-command.ts';
import { openCommandReality } from '../realities/command/reality.ts';
import { confined } from './confined.ts';

const nothingConfines =
  'Nothing confines the commands of this run: they may do whatever you may (--unconfined).';

/** A file in any language, judged by commands. */
export function commandOf(document: unknown, path: string, text: string): Specification {
  const spec = loadCommand(document, path, text);
  const { path: filePath, initial } = spec.problem;
  return {
    path: spec.path,
    text: spec.text,
    problem: spec.problem,
    file: { path: filePath, initial },
    readAnswer: (answer) => {
      throw new SluiceError({
        fault: 'input',
        place: `--answer '${answer}'`,
        found: 'an answer to a run whose judge is a command',
        wanted: 'a run of a function',
        mend: 'Change what the judge accepts instead, and solve again.',
      });
    },
    open: async ({ machine, trying, varies, signal }) => {
      const sandbox = commandSandbox({ unconfined: machine.unconfined ?? false });
      const { workers } = machine;
      const trials = {
        spec,
        sandbox: await confined(sandbox, machine),
        workers,
        ...(trying === undefined ? {} : { trying }),
        ...(varies === undefined ? {} : { varies }),
        ...(signal === undefined ? {} : { signal }),
      };
      const reality = await openCommandReality(trials);
      const unconfined = sandbox.confinement === 'full' ? [] : [nothingConfines];
      return { ...reality, remarks: [...unconfined, ...(reality.remarks ?? [])] };
    },
  };
}
