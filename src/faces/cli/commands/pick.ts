import { SluiceError } from '../../../index.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { withRun } from '../recorded.ts';

const choices = ['none', '1', '2', '3'];

export const pick = defineCommand({
  name: 'pick',
  usage: 'RUN 1|2|3|none',
  summary: 'Say which of the three you took, for the record',
  options: {},
  positionals: [2, 2],
  run: async ({ positionals: [meant = '', choice = ''] }, terminal) =>
    await withRun(meant, terminal, ({ header }, engine) => {
      const rank = choices.indexOf(choice);
      const { shortlist } = engine.outcome(header.id);
      if (rank < 0 || rank > shortlist.length) throw noSuchChoice(choice, shortlist.length);
      engine.pick(header.id, rank);
      const says = rank === 0 ? 'none of them' : `number ${rank}`;
      terminal.out.write(`Noted: ${says} of run ${header.id}.\n`);
      return exitCodes.survived;
    }),
});

function noSuchChoice(choice: string, finalists: number): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: 'sluice pick',
    found: `the choice ${choice}`,
    wanted: `one of ${choices
      .slice(1, finalists + 1)
      .concat('none')
      .join(', ')}`,
    mend: 'See them first: `sluice show RUN`.',
  });
}
