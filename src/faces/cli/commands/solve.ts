import { resolve } from 'node:path';

import { openEngine, type SolveOptions } from '../../../compose.ts';
import { SluiceError } from '../../../index.ts';
import { budgetOf, budgetOptions, given, machineOptions, runOptions } from '../run-options.ts';
import { defineCommand, exitCodes, type ExitCode } from '../command.ts';
import { homeOf } from '../home.ts';
import { solveWords } from '../intent/solve-words.ts';
import { wordsIn } from '../intent/words-in.ts';
import { flag, seed, share, text, texts } from '../options.ts';
import { withRun } from '../recorded.ts';
import type { Terminal } from '../terminal.ts';
import { watchRun } from '../watch-run.ts';

export const solve = defineCommand({
  name: 'solve',
  usage: 'SPEC...|"WORDS" [options]',
  summary: 'Look for three programs that meet a specification',
  options: {
    model: texts('ID', 'Where proposals come from; may be repeated (default: grammar)'),
    ...budgetOptions,
    control: share('SHARE', 'Of what language models are asked, in plain sampling (default: 0.1)'),
    seed: seed('N', 'Where chance starts from (default: random, printed)'),
    replay: text('RUN', 'Repeat that run with what its models answered; nothing is asked or paid'),
    prior: text('RUN', 'Start from what was learnt when that run began, to repeat it'),
    ...runOptions,
    examples: text('FILE.csv', 'Make the specification of a table: the last column is the result'),
    result: text('NAME', 'The column of the table that is the result'),
    answer: texts("'ARGS => RESULT'", 'With WORDS: a call you decide; may be repeated'),
    strict: flag('Refuse a specification that lets any cheat through'),
    json: flag('Standard output holds one JSON document; takes one SPEC'),
  },
  positionals: [0, Infinity],
  run: async ({ values, positionals }, terminal) => {
    const { model, examples, json } = values;
    const specs = examples === undefined ? positionals : [examples, ...positionals];
    checkCount(specs.length, json);
    const options: SolveOptions = given({
      models: model.length === 0 ? undefined : model,
      budget: budgetOf(values),
      control: values.control,
      seed: values.seed,
      replayOf: values.replay && (await runMeant(values.replay, terminal)),
      priorOf: values.prior,
      strict: values.strict,
      ...machineOptions(values, terminal),
      resultColumn: values.result,
    });
    const words = wordsIn(specs, values, terminal);
    if (words !== undefined) return await solveWords(words, values.answer, options, json, terminal);
    const ends: ExitCode[] = [];
    const engine = await openEngine({ home: homeOf(terminal) });
    try {
      for (const spec of specs) {
        const path = resolve(terminal.folder, spec);
        const end = await watchRun(
          engine,
          (observer, signal, told) => engine.solve(path, { ...options, ...told }, observer, signal),
          terminal,
          json,
        );
        ends.push(end);
        if (end === exitCodes.interrupted) break;
      }
    } finally {
      await engine.close();
    }
    return ends.find((end) => end === exitCodes.interrupted) ?? (Math.max(...ends) as ExitCode);
  },
});

const runMeant = (meant: string, terminal: Terminal): Promise<string> =>
  withRun(meant, terminal, ({ header }) => header.id);

function checkCount(specs: number, json: boolean): void {
  if (specs === 1 || (specs > 1 && !json)) return;
  throw new SluiceError({
    fault: 'input',
    place: 'sluice solve',
    found: specs === 0 ? 'no specification' : `${specs} specifications with --json`,
    wanted: json ? 'one SPEC: standard output is one JSON document' : 'one SPEC or more',
    mend:
      specs === 0
        ? 'Try `sluice solve examples/numbers/median3.sluice.json`, or see `sluice help solve`.'
        : 'Solve them one by one.',
  });
}
