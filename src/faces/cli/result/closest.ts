import type { Outcome, OutcomeClosest, RunHeader } from '../../../index.ts';
import { shown, wrap } from '../columns.ts';
import { count } from '../figures.ts';
import { startedAs } from '../started-as.ts';
import type { Palette, Terminal } from '../terminal.ts';
import { replayLine } from './replay.ts';
import { sourceLines } from './source.ts';

const fallen = {
  passed: '',
  failed: '',
  crashed: 'crashed',
  timedOut: 'timed out',
  rejected: 'was rejected',
} as const;

/** Of a run that nobody survived: who came closest, and how close. */
export function closestLines(
  { closest, run }: Outcome,
  { file }: RunHeader,
  terminal: Terminal,
  colour: Palette,
): string[] {
  if (closest === undefined) return [];
  const { columns } = terminal.out;
  const { candidate, source } = closest;
  return [
    ...wrap(`What came closest${howClose(closest)}`, columns - 2).map((line) => `  ${line}`),
    ...sourceLines(source, file, undefined, colour),
    `     ${colour.quiet(replayLine(run, candidate, startedAs(terminal)))}`,
  ];
}

/** `: 5 of 8 cases (examples)`, ` crashed: TypeError: … (examples)` */
function howClose({ stage, verdict, note, passed, total }: OutcomeClosest): string {
  const at = `(${shown(stage)})`;
  if (passed === undefined || total === undefined) {
    return ` ${fallen[verdict]}${note === undefined ? '' : `: ${shown(note)}`} ${at}`;
  }
  if (passed < total) return `: ${count(passed)} of ${count(total)} cases ${at}`;
  return note === undefined ? '' : `: ${shown(note)} ${at}`;
}
