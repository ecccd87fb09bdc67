import { defineCommand } from '../command.ts';
import { flag, positiveNumber, texts } from '../options.ts';
import { withRun } from '../recorded.ts';
import { budgetOf, budgetOptions, given, machineOptions, runOptions } from '../run-options.ts';
import { watchRun } from '../watch-run.ts';

export const resume = defineCommand({
  name: 'resume',
  usage: "RUN [--answer 'ARGS => RESULT']... [options]",
  summary: 'Go on with a run, with your answers as further examples',
  options: {
    answer: texts("'ARGS => RESULT'", 'A case you decide: becomes an example; may be repeated'),
    ...budgetOptions,
    seconds: positiveNumber('N', 'Seconds to spend from there on (default: what the run has left)'),
    ...runOptions,
    json: flag('Standard output holds one JSON document'),
  },
  positionals: [1, 1],
  run: async ({ values, positionals: [meant = ''] }, terminal) =>
    await withRun(meant, terminal, async ({ header }, engine) => {
      const options = given({
        answers: values.answer,
        budget: budgetOf(values),
        ...machineOptions(values, terminal),
      });
      return await watchRun(
        engine,
        (observer, signal, { remark }) =>
          engine.resume(header.id, { ...options, remark }, observer, signal),
        terminal,
        values.json,
      );
    }),
});
