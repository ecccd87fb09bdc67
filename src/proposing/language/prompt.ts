import type { Example, Signature } from '../../domain/function.ts';
import type { Direction, FileProblem, FunctionProblem, Problem } from '../../domain/problem.ts';
import type { Plan } from '../../domain/plan.ts';
import { splitAtRegions } from '../../domain/region.ts';
import { isValueType, showValue } from '../../domain/value.ts';
import type { Message } from '../../ports/completions.ts';
import type { Parent } from '../../ports/model.ts';
import { shownFile } from './show-file.ts';

/** How much of the examples, of a parent and of its evidence a prompt shows, in letters. */
const examplesLettersMost = 6000;
const sourceLettersMost = 8000;
const feedbackLettersMost = 2000;

const functionTask =
  'You write TypeScript functions. Answer with the whole function in one Markdown code block, ' +
  'self-contained, without imports, and without anything that runs beside it.';

const fileTask =
  'You write files that a command judges. Answer with the whole file in one Markdown code block';
const orRegions = ', or with its marked regions alone, each between its marks';

/**
 * What a language model is asked: the intent, what is looked for, the visible examples, and the
 * parents with what went wrong with them, or
 * a plan where there are none. Whole functions or files in a fence, for every other
 * format is worse kept to by small models, and code inside JSON is worse code. Nothing held out is
 * ever in a problem or in a parent's feedback.
 */
export function promptFor(problem: Problem, parents: readonly Parent[], plan?: Plan): Message[] {
  const isFile = problem.kind === 'file';
  const parts = [
    questionOf(problem, parents),
    ...parents.map((parent, index) => attemptOf(parent, index, problem)),
    closingOf(parents, wantedOf(problem)),
    plan === undefined
      ? ''
      : `Go about it in this way: ${plan.advice} Where that cannot work, do what comes nearest to it.`,
  ];
  return [
    { role: 'system', content: isFile ? taskOf(problem) : functionTask },
    { role: 'user', content: parts.filter((part) => part !== '').join('\n\n') },
  ];
}

/** With so many letters begin all prompts of a problem that show parents, or all that show none. */
export function sharedLetters(problem: Problem, parents: readonly Parent[]): number {
  return questionOf(problem, parents).length;
}

/** What is looked for, whatever was tried before. */
function questionOf(problem: Problem, parents: readonly Parent[]): string {
  const { judgement } = problem;
  return [
    ...(problem.kind === 'file' ? fileQuestion(problem, parents) : functionQuestion(problem)),
    judgement.by === 'score' ? aimOf(judgement.direction) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const taskOf = ({ region }: FileProblem): string =>
  `${fileTask}${region === undefined ? '' : orRegions}.`;

function wantedOf(problem: Problem): string {
  if (problem.kind === 'function') return `whole function ${problem.signature.name}`;
  const { path, region } = problem;
  return region === undefined ? `whole file ${path}` : `file ${path}, or its marked regions,`;
}

function functionQuestion(problem: FunctionProblem): string[] {
  const { intent, signature, examples } = problem;
  return [
    'Write this TypeScript function.',
    intent.trim(),
    fenced(headOf(signature), 'typescript'),
    examples.length === 0 ? '' : `Examples:\n\n${examplesOf(signature.name, examples)}`,
    constantsOf(problem),
  ];
}

function fileQuestion(problem: FileProblem, parents: readonly Parent[]): string[] {
  const { intent, path, initial, region } = problem;
  return [
    `Improve the file ${path}.`,
    intent.trim(),
    region === undefined ? '' : marksOf(initial, region),
    parents.length > 0 ? '' : fenced(shownFile(initial, region), languageOf(path)),
  ];
}

function marksOf(initial: string, region: string): string {
  const count = splitAtRegions(initial, region)?.open.length ?? 1;
  const regions = count === 1 ? '' : `; there are ${count} such regions`;
  return `Only the lines between ${region}-START and ${region}-END may change${regions}.`;
}

/** What a file is called in front of its text: its ending does. */
function languageOf(path: string): string {
  return /\.(\w{1,10})$/u.exec(path)?.[1] ?? '';
}

/** The head as TypeScript; `integer` is a number there, and the comment says so. */
function headOf({ name, params, returns }: Signature): string {
  const list = params.map((parameter) => `${parameter.name}: ${typeOf(parameter.type)}`);
  return `export function ${name}(${list.join(', ')}): ${typeOf(returns)}`;
}

function typeOf(type: string): string {
  return isValueType(type) && type.startsWith('integer')
    ? `${type.replace('integer', 'number')} /* ${type} */`
    : type;
}

function examplesOf(name: string, examples: readonly Example[]): string {
  const lines: string[] = [];
  let letters = 0;
  for (const { args, result } of examples) {
    const line = `${name}(${args.map(showValue).join(', ')}) === ${showValue(result)}`;
    letters += line.length + 1;
    if (letters > examplesLettersMost && lines.length > 0) break;
    lines.push(clipped(line, examplesLettersMost));
  }
  return lines.join('\n');
}

function constantsOf({ constants }: FunctionProblem): string {
  if (constants.length === 0) return '';
  return `These literals may be of use: ${constants.map(showValue).join(', ')}.`;
}

function aimOf(direction: Direction): string {
  const better = direction === 'minimise' ? 'lower' : 'higher';
  return `It is judged by a score: the ${better}, the better.`;
}

function attemptOf(parent: Parent, index: number, problem: Problem): string {
  const { candidate, scores, feedback } = parent;
  const isFile = problem.kind === 'file';
  const text = isFile
    ? shownFile(candidate.source, problem.region)
    : clipped(candidate.source, sourceLettersMost);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const scored = scores.length === 0 ? '' : `, with a mean score of ${Number(mean.toPrecision(6))}`;
  const source = fenced(text.trimEnd(), isFile ? languageOf(problem.path) : 'typescript');
  const lesson =
    feedback === '' ? '' : `\n\nWhat went wrong:\n\n${clipped(feedback, feedbackLettersMost)}`;
  return `Attempt ${index + 1}${scored}:\n\n${source}${lesson}`;
}

function closingOf(parents: readonly Parent[], wanted: string): string {
  if (parents.length === 0) return '';
  return parents.some(({ feedback }) => feedback !== '')
    ? `Find the mistake, and write the ${wanted} anew without it.`
    : `Write the ${wanted} better than these, by another idea where there is one.`;
}

/** In a fence that nothing inside can close. */
function fenced(source: string, language: string): string {
  const longest = Math.max(2, ...(source.match(/`{3,}/gu) ?? []).map((marks) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${source}\n${fence}`;
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
