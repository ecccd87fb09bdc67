import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { dialRuns } from '../../../compose.ts';
import { dialPage, SluiceError, type Dial } from '../../../index.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { dialText } from '../dial/dial-text.ts';
import { simulate } from '../dial/simulate.ts';
import { documentText } from '../document.ts';
import { homeOf } from '../home.ts';
import { flag, positiveNumber, text } from '../options.ts';
import { withRun } from '../recorded.ts';

/** Tokens a second of a stream: a large model, a fast one, one in silicon, and what may come. */
const defaultSpeeds = '43,250,17000,20000,100000,1000000';

/** How long each run on the simulated model is. */
const defaultSeconds = 10;

export const dial = defineCommand({
  name: 'dial',
  usage: 'RUN [RUN2] [--speeds N,N…] [--simulate] [--json]',
  summary: 'Project a run to other speeds of its model, or compare a faster one with a smarter',
  options: {
    speeds: text('N,N…', `Tokens a second of a stream (default: ${defaultSpeeds})`),
    simulate: flag('Check the projection: really run it on the simulated model, at each speed'),
    seconds: positiveNumber('N', `How long each such run is (default: ${defaultSeconds})`),
    json: flag('Standard output holds one JSON document'),
  },
  positionals: [1, 2],
  run: async ({ values, positionals }, terminal) => {
    const speeds = speedsOf(values.speeds ?? defaultSpeeds);
    const recorded = [];
    for (const meant of positionals) {
      recorded.push(
        await withRun(meant, terminal, ({ header }, { ledger }) => ledger.read(header.id)!),
      );
    }
    const projected = dialRuns(recorded, speeds);
    const simulation = values.simulate
      ? await simulate(recorded[0]!, projected.runs[0]!, values.seconds ?? defaultSeconds, terminal)
      : undefined;
    const document: Dial = simulation === undefined ? projected : { ...projected, simulation };
    const folder = join(homeOf(terminal), 'dials');
    const page = join(folder, `${projected.runs.map(({ run }) => run).join('-')}.html`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(page, dialPage(document));
    terminal.out.write(
      values.json ? documentText({ ...document, page }) : dialText(document, page, terminal.out),
    );
    return exitCodes.survived;
  },
});

function speedsOf(list: string): readonly number[] {
  const speeds = list.split(',').map((each) => positiveNumber('N', '').read([each], '--speeds'));
  if (new Set(speeds).size === speeds.length) return speeds.map((speed) => speed!);
  throw new SluiceError({
    fault: 'input',
    place: '--speeds',
    found: `${list}, in which a speed stands twice`,
    wanted: 'different speeds, with commas between them',
    mend: `Such as --speeds ${defaultSpeeds}.`,
  });
}
