import { basename, relative } from 'node:path';

import {
  whyFewer,
  whyUnheard,
  againWords,
  lacking,
  limitWords,
  type Outcome,
  type RunHeader,
} from '../../../index.ts';
import { flow, shown, wrap } from '../columns.ts';
import { unclearLines } from '../intent/question-lines.ts';
import { openedOf } from '../final-state.ts';
import { duration, moment } from '../figures.ts';
import { shellWord } from '../shell-word.ts';
import { startedAs } from '../started-as.ts';
import { palette, type Palette, type Terminal } from '../terminal.ts';
import { cost, pace, silentLines, tried } from './account.ts';
import { closestLines } from './closest.ts';
import { contestLine } from './contest.ts';
import { comparisonLines, printerOf } from './comparison.ts';
import { finalistLines } from './finalist.ts';
import { questionLines } from './questions.ts';
import { sourceLines } from './source.ts';

/** The end of a run as a person reads it: compact, and everything one may do next. */
export function resultText(outcome: Outcome, header: RunHeader, terminal: Terminal): string {
  const colour = palette(terminal.out.colours);
  const print = printerOf(outcome, header.scoreUnit);
  const { columns } = terminal.out;
  const sections = [
    verdictLines(outcome, columns, colour),
    wordsLines(outcome, colour),
    ...outcome.shortlist.map((finalist) => {
      const path = finalist.files.find((each) => each.endsWith(basename(header.file?.path ?? '')));
      const near = path && nearPath(terminal.folder, path);
      const source = sourceLines(finalist.source, header.file, near, colour);
      return finalistLines(finalist, print, source, columns, colour);
    }),
    fewerLines(outcome, columns, colour),
    closestLines(outcome, header, terminal, colour),
    titled('Against', comparisonLines(outcome, print, colour), colour),
    titled('Where they differ', questionLines(outcome, startedAs(terminal), colour), colour),
    nextLines(outcome, header, terminal, colour),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Where the intent came as words: what was unclear, and what was decided. */
const wordsLines = ({ drafted }: Outcome, colour: Palette): string[] =>
  drafted === undefined
    ? []
    : unclearLines(drafted.name ?? '', drafted, colour).map((line) => `  ${line}`);

const titled = (title: string, lines: readonly string[], colour: Palette): string[] =>
  lines.length === 0 ? [] : [`  ${colour.strong(title)}`, ...lines];

function verdictLines(outcome: Outcome, columns: number, colour: Palette): string[] {
  const { mark, says, paint } = verdictOf(outcome, colour);
  const [first = '', ...rest] = wrap(shown(outcome.intent), columns - 2);
  return [
    `${paint(mark)} ${colour.strong(first)}`,
    ...rest.map((line) => `  ${colour.strong(line)}`),
    `  ${paint(says)} ${colour.quiet(`after ${duration(outcome.elapsedMs)}`)}`,
  ];
}

function verdictOf({ status, shortlist }: Outcome, colour: Palette) {
  const found = shortlist.length === 1 ? '1 survivor' : `${shortlist.length} survivors`;
  if (status === 'survived') return { mark: '✓', says: found, paint: colour.good };
  if (status === 'exhausted') return { mark: '✗', says: 'nothing survived', paint: colour.bad };
  const word = status === 'interrupted' ? 'interrupted' : 'unfinished';
  return {
    mark: '!',
    says: shortlist.length === 0 ? word : `${word}, ${found}`,
    paint: colour.warning,
  };
}

function fewerLines(outcome: Outcome, columns: number, colour: Palette): string[] {
  const { shortlist, compared, counts } = outcome;
  const why = whyUnheard(counts) ?? whyFewer(shortlist, compared);
  return [...(why === undefined ? [] : [why]), ...silentLines(counts)]
    .flatMap((text) => wrap(text, columns - 2))
    .map((line) => `  ${colour.quiet(line)}`);
}

function nextLines(
  outcome: Outcome,
  header: RunHeader,
  terminal: Terminal,
  colour: Palette,
): string[] {
  const { folder, out } = terminal;
  const command = startedAs(terminal);
  const path = nearPath(folder, header.specPath);
  const again = againWords(header, path).slice(1).map(shellWord);
  const opened = openedOf(outcome.files);
  const { contest } = outcome;
  const rows: [string, readonly string[]][] = [
    ['tried', flow(tried(outcome), out.columns - 10)],
    ['plain', contest === undefined ? [] : wrap(contestLine(contest), out.columns - 10)],
    ['cost', flow(cost(outcome), out.columns - 10)],
    ['pace', flow(pace(outcome), out.columns - 10)],
    ['picked', picked(outcome)],
    [
      opened?.endsWith('.html') === true ? 'page' : 'files',
      opened === undefined ? [] : [nearPath(folder, opened)],
    ],
    ['resume', outcome.status === 'survived' ? [] : [`${command} ${more(outcome, header)}`]],
    ['again', [`${[command, ...again].join(' ')}${lacking(outcome.answers.length)}`]],
    [
      'replay',
      header.control === undefined
        ? []
        : [`${command} solve ${shellWord(path)} --replay ${outcome.replayOf ?? outcome.run}`],
    ],
  ];
  return rows.flatMap(([name, says]) =>
    says.map((line, index) => `  ${colour.quiet((index === 0 ? name : '').padEnd(6))}  ${line}`),
  );
}

/** With its time: a run that went on since may show another three. */
function picked({ picked: taken }: Outcome): string[] {
  if (taken === undefined) return [];
  const which = taken.rank === 0 ? 'none of them' : `number ${taken.rank}`;
  return [`${which}, ${moment(taken.atMs)}`];
}

/** How to go on: with what is left of the budget, or as much again where it is spent. */
function more({ run, status }: Outcome, { budget }: RunHeader): string {
  return `resume ${run}${status === 'exhausted' ? ` ${limitWords(budget).join(' ')}` : ''}`;
}

/** The path from the working folder, where that is the shorter way to say it. */
function nearPath(folder: string, path: string): string {
  const near = relative(folder, path);
  return near.startsWith('..') ? path : near;
}
