import { basename, relative } from 'node:path';

import {
  whyFewer,
  whyUnheard,
  againWords,
  lacking,
  limitWords,
  type Outcome,
  type OutcomeClosest,
  type RunHeader,
} from '../../../index.ts';
import { flow, shown, wrap } from '../columns.ts';
import { unclearLines } from '../intent/question-lines.ts';
import { compact, count, duration, moment } from '../figures.ts';
import { shellWord } from '../shell-word.ts';
import { startedAs } from '../started-as.ts';
import { palette, type Palette, type Terminal } from '../terminal.ts';
import { contestLine } from './contest.ts';
import { comparisonLines, printerOf } from './comparison.ts';
import { finalistLines } from './finalist.ts';
import { questionLines } from './questions.ts';
import { replayLine } from './replay.ts';
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

/** What never came, and who was asked no longer: for whoever reads a document on another stream. */
export const unheardLines = ({ counts }: Outcome): string[] => [
  ...missingParts(counts).map((part) => `${part}.`),
  ...silentLines(counts),
];

const missingParts = ({ missing = {} }: Outcome['counts']): string[] =>
  Object.entries(missing).map(
    ([reason, samples]) => `${count(samples)} did not come (${shown(reason)})`,
  );

const silentLines = ({ silent = {} }: Outcome['counts']): string[] =>
  Object.entries(silent).map(
    ([model, reason]) => `${shown(model)} was asked no longer: ${reason}.`,
  );

function fewerLines(outcome: Outcome, columns: number, colour: Palette): string[] {
  const { shortlist, compared, counts } = outcome;
  const why = whyUnheard(counts) ?? whyFewer(shortlist, compared);
  return [...(why === undefined ? [] : [why]), ...silentLines(counts)]
    .flatMap((text) => wrap(text, columns - 2))
    .map((line) => `  ${colour.quiet(line)}`);
}

const fallen = {
  passed: '',
  failed: '',
  crashed: 'crashed',
  timedOut: 'timed out',
  rejected: 'was rejected',
} as const;

function closestLines(
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
  const page = outcome.files.find((file) => file.endsWith('.html'));
  const { contest } = outcome;
  const rows: [string, readonly string[]][] = [
    ['tried', flow(tried(outcome), out.columns - 10)],
    ['plain', contest === undefined ? [] : wrap(contestLine(contest), out.columns - 10)],
    ['cost', flow(cost(outcome), out.columns - 10)],
    ['pace', flow(pace(outcome), out.columns - 10)],
    ['picked', picked(outcome)],
    ['page', page === undefined ? [] : [nearPath(folder, page)]],
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

const noRepeats = { exact: 0, normalised: 0, behaviour: 0 };

/** Where only some of them are equal letter by letter. */
function ofKinds({ normalised }: typeof noRepeats): string {
  return normalised > 0 ? ` (${count(normalised)} but for layout and names)` : '';
}

function tried({ counts, compared }: Outcome): string[] {
  const { considered, run, survived, duplicates, repeats = noRepeats } = counts;
  return [
    ...(considered.generated > 0
      ? [`${compact(considered.generated)} programs (${compact(considered.distinct)} distinct)`]
      : []),
    `${count(run)} through the gauntlet`,
    ...(duplicates > 0 ? [`${count(duplicates)} duplicates${ofKinds(repeats)}`] : []),
    ...(repeats.behaviour > 0 ? [`${count(repeats.behaviour)} did what another did`] : []),
    ...missingParts(counts),
    `${count(survived)} survived`,
    ...(compared > 0 ? [`${count(compared)} compared on held-out evidence`] : []),
  ];
}

function cost({ cost: paid, costPerSurvivor, replayOf }: Outcome): string[] {
  const { inputTokens, cachedTokens = 0, outputTokens, requests, unanswered = 0, dollars } = paid;
  const { unpricedTokens = 0 } = paid;
  if (requests === 0) return [];
  const cached = cachedTokens === 0 ? '' : ` (${compact(cachedTokens)} of them cached)`;
  const each = costPerSurvivor;
  return [
    `${count(requests)} requests`,
    ...(unanswered === 0 ? [] : [`${count(unanswered)} of them cut off`]),
    `${compact(inputTokens)} tokens in${cached}, ${compact(outputTokens)} out`,
    `$${dollars.toFixed(2)}`,
    ...(unpricedTokens === 0 ? [] : [`no price is known for ${compact(unpricedTokens)} tokens`]),
    ...estimatedPart(paid),
    ...(each === undefined
      ? []
      : [`a survivor ${compact(each.tokens)} tokens${eachDollars(each.dollars)}`]),
    ...(replayOf === undefined ? [] : [`paid by ${replayOf}, nothing now`]),
  ];
}

const eachDollars = (dollars: number): string =>
  dollars === 0 ? '' : `, $${dollars.toPrecision(2)}`;

/** `of these up to 1.20 k tokens, $0.03 estimated` */
function estimatedPart({ estimated }: Outcome['cost']): string[] {
  if (estimated === undefined || estimated.tokens === 0) return [];
  const dollars = estimated.dollars === 0 ? '' : `, $${estimated.dollars.toFixed(2)}`;
  return [`of these up to ${compact(estimated.tokens)} tokens${dollars} estimated`];
}

/** Where the time of a step goes, and how old what it breeds from is. */
function pace({ pace: found, cost: { requests } }: Outcome): string[] {
  if (found === undefined || requests === 0) return [];
  const { generatingMsPerStep, judgingMsPerStep, parentAgeSteps } = found;
  return [
    `${duration(generatingMsPerStep)} a step for the models, ${duration(judgingMsPerStep)} to judge`,
    ...(parentAgeSteps === undefined ? [] : [`parents ${parentAgeSteps.toFixed(1)} steps old`]),
  ];
}

/** The path from the working folder, where that is the shorter way to say it. */
function nearPath(folder: string, path: string): string {
  const near = relative(folder, path);
  return near.startsWith('..') ? path : near;
}
