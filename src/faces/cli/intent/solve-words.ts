import { openEngine, type DraftedSpec, type SolveOptions } from '../../../compose.ts';
import { exitCodes, type ExitCode } from '../command.ts';
import { documentText } from '../document.ts';
import { homeOf } from '../home.ts';
import { given } from '../run-options.ts';
import { startedAs } from '../started-as.ts';
import { palette, type Terminal } from '../terminal.ts';
import { watchRun } from '../watch-run.ts';
import { draftWords } from './draft-words.ts';
import { propertyLines } from './property-lines.ts';
import { answeringLine, unclearLines } from './question-lines.ts';

/**
 * Makes a specification of words and solves it. Where something is left open that nobody was there
 * to decide, nothing more is spent: the questions are told, and how to answer them.
 */
export async function solveWords(
  words: string,
  answers: readonly string[],
  options: SolveOptions,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const engine = await openEngine({ home: homeOf(terminal) });
  try {
    const { models, budget, seed, requireIsolation } = options;
    const asked = given({ models, budget, seed, answers, requireIsolation });
    const drafted = await draftWords(engine, words, asked, terminal);
    if (drafted === undefined) {
      terminal.err.write('\nInterrupted; nothing was run.\n');
      return exitCodes.interrupted;
    }
    tell(drafted, terminal);
    if (!drafted.isClear) {
      const { path, spec } = drafted;
      const { cost, meanings, unclear } = drafted.drafted;
      const document = {
        version: 1,
        status: 'unclear',
        intent: words,
        spec: path,
        cost,
        meanings,
        function: spec.function,
        unclear,
      };
      const how = howToAnswer(drafted, models ?? [], startedAs(terminal));
      (json ? terminal.err : terminal.out).write(how);
      if (json) terminal.out.write(documentText(document));
      return exitCodes.badInput;
    }
    return await watchRun(
      engine,
      (observer, signal, told) =>
        engine.solve(
          drafted.path,
          { ...options, drafted: drafted.drafted, ...told },
          observer,
          signal,
        ),
      terminal,
      json,
    );
  } finally {
    await engine.close();
  }
}

function tell({ drafted, spec, path }: DraftedSpec, { err }: Terminal): void {
  const colour = palette(err.colours);
  const lines = [
    '',
    ...unclearLines(spec.function.name, drafted, colour),
    `Specification: ${path}`,
    ...propertyLines(drafted, colour),
    '',
  ];
  err.write(`${lines.join('\n')}\n`);
}

function howToAnswer(
  { drafted, spec, path }: DraftedSpec,
  models: readonly string[],
  command: string,
): string {
  return [
    'Nothing was run. Decide these cases, each by the result that you want (answers are read',
    'from these options or at a terminal, never from a pipe):',
    `  ${command} ${answeringLine(spec.function.name, drafted, models)}`,
    'or take the likeliest reading as it is:',
    `  ${command} solve ${path}`,
    '',
  ].join('\n');
}
