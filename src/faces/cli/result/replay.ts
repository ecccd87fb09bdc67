import type { Difference, Replay, ReplayedStage } from '../../../index.ts';
import { shown } from '../columns.ts';
import { figure } from '../figures.ts';
import { palette, type Output, type Palette } from '../terminal.ts';

/** The line that judges one recorded candidate again. */
export const replayLine = (run: string, candidate: string, command: string): string =>
  `${command} show ${run} --candidate ${candidate} --replay`;

/** Whether the evidence of a candidate holds, stage by stage; times are shown, never compared. */
export function replayText({ holds, isIntact, stages }: Replay, output: Output): string {
  const colour = palette(output.colours);
  const verdict =
    stages.length === 0 && isIntact
      ? colour.warning('! No evidence of it is on record.')
      : holds
        ? colour.good('✓ Its evidence holds.')
        : colour.bad('✗ Its evidence does not hold.');
  return [
    colour.strong('Judged again'),
    ...(isIntact
      ? []
      : [`  ${colour.bad('✗')} the source is not the one that this id was given to`]),
    ...stages.flatMap((stage) => stageLines(stage, colour)),
    verdict,
    '',
  ].join('\n');
}

/** Differences that are printed of one stage: the rest are like them. */
const differencesMost = 5;

function stageLines({ stage, holds, differences, recorded, now }: ReplayedStage, colour: Palette) {
  const mark = holds ? colour.good('✓') : colour.bad('✗');
  if (now === undefined) return [`  ${mark} ${shown(stage)}: there is no such stage any more`];
  const times = `${ms(recorded.wallMs)} on record, ${ms(now.wallMs)} now`;
  const further = differences.length - differencesMost;
  return [
    `  ${mark} ${shown(stage)}: ${now.verdict}  ${colour.quiet(times)}`,
    ...differences.slice(0, differencesMost).map((each) => `      ${differenceText(each)}`),
    ...(further > 0 ? [`      and ${figure(further)} more`] : []),
  ];
}

const differenceText = ({ what, recorded, now }: Difference): string =>
  `${shown(what)} was ${shown(String(recorded ?? 'not there'))}, is ${shown(String(now ?? 'not there'))}`;

const ms = (value: number): string => `${figure(value)} ms`;
