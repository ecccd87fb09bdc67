import { sluiceVersion } from '../../../index.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { documentText } from '../document.ts';
import type { Check } from '../doctor/check.ts';
import { confinement } from '../doctor/confinement.ts';
import {
  kernel,
  memory,
  processors,
  runningNode,
  screen,
  simd,
  sqlite,
  systemNode,
} from '../doctor/machine.ts';
import { disk, ledger } from '../doctor/storage.ts';
import { homeOf } from '../home.ts';
import { flag } from '../options.ts';
import { padEnd, shown } from '../columns.ts';
import { palette, type Output, type Terminal } from '../terminal.ts';

export const doctor = defineCommand({
  name: 'doctor',
  usage: '[--json]',
  summary: 'Say what this machine can and cannot do, and how to mend it',
  options: { json: flag('One JSON document') },
  positionals: [0, 0],
  run: async ({ values }, terminal) => {
    const checks = await examine(terminal);
    const able = checks.every(({ state }) => state !== 'broken');
    terminal.out.write(
      values.json
        ? documentText({ sluiceVersion, able, checks })
        : diagnosis(checks, able, terminal.out),
    );
    return able ? exitCodes.survived : exitCodes.fault;
  },
});

async function examine(terminal: Terminal): Promise<Check[]> {
  const home = homeOf(terminal);
  return [
    runningNode(),
    await systemNode(terminal),
    sqlite(),
    simd(),
    kernel(),
    processors(),
    memory(),
    ...(await confinement(terminal)),
    await ledger(home),
    disk(home),
    screen(terminal),
  ];
}

function diagnosis(checks: readonly Check[], able: boolean, output: Output): string {
  const colour = palette(output.colours);
  const marks = {
    ready: colour.good('✓'),
    limited: colour.warning('!'),
    broken: colour.bad('✗'),
  };
  const column = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, found, mend }) => [
    `${marks[state]} ${padEnd(name, column)}  ${shown(found)}`,
    ...(mend === undefined ? [] : [`  ${' '.repeat(column)}  ${colour.quiet(mend)}`]),
  ]);
  const conclusion = able
    ? 'This machine can solve functions with the grammar model.'
    : 'This machine cannot solve anything until what is marked ✗ is mended.';
  return `${colour.strong(`sluice ${sluiceVersion}`)}\n${lines.join('\n')}\n\n${conclusion}\n`;
}
