import type { RunStatus, RunSummary } from '../../../index.ts';
import { clip, padEnd, shown, width } from '../columns.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { documentText } from '../document.ts';
import { moment } from '../figures.ts';
import { homeOf } from '../home.ts';
import { flag } from '../options.ts';
import { recordedRuns } from '../recorded.ts';
import { startedAs } from '../started-as.ts';
import { table } from '../table.ts';
import { palette, type Palette, type Terminal } from '../terminal.ts';

export const runs = defineCommand({
  name: 'runs',
  usage: '[--json]',
  summary: 'List the runs in this SLUICE_HOME, the newest first',
  options: { json: flag('One JSON document: a list of runs') },
  positionals: [0, 0],
  run: async ({ values }, terminal) => {
    const list = await recordedRuns(terminal);
    terminal.out.write(values.json ? documentText(list.map(summary)) : listing(list, terminal));
    return exitCodes.survived;
  },
});

function summary({ header, status }: RunSummary) {
  const { id, startedAtMs, intent, specPath, seed, models, budget } = header;
  const startedAt = new Date(startedAtMs).toISOString();
  return { run: id, status, startedAt, intent, specPath, seed, models, budget };
}

function listing(list: readonly RunSummary[], terminal: Terminal): string {
  const { out } = terminal;
  if (list.length === 0) {
    return `No runs yet in ${homeOf(terminal)}. Start one: ${startedAs(terminal)} solve SPEC\n`;
  }
  const colour = palette(out.colours);
  const heads = table(
    list.map(({ header, status }) => [
      header.id,
      moment(header.startedAtMs),
      statusWord(status, colour),
    ]),
  );
  const column = Math.max(...heads.map(width)) + 2;
  const room = Math.max(20, out.columns - column);
  const lines = list.map(({ header: { intent } }, index) => {
    const words = shown(intent.replaceAll(/\s+/gu, ' '));
    return `${padEnd(heads[index] ?? '', column)}${clip(words, room)}`;
  });
  return `${lines.join('\n')}\n`;
}

/** A run that was killed never said that it ended: the ledger cannot tell it from one that is on. */
function statusWord(status: RunStatus, colour: Palette): string {
  if (status === 'survived') return colour.good(status);
  if (status === 'exhausted') return colour.bad(status);
  return colour.warning(status === 'running' ? 'unfinished' : status);
}
