import type { FunctionProblem } from '../../domain/problem.ts';
import type { Example, Signature } from '../../domain/function.ts';
import { isValueType, showValue } from '../../domain/value.ts';
import type { Message } from '../../ports/completions.ts';
import type { Parent } from '../../ports/model.ts';

/** How much of the examples, of a parent and of its evidence a prompt shows, in letters. */
const examplesLettersMost = 6000;
const sourceLettersMost = 8000;
const feedbackLettersMost = 2000;

const task =
  'You write TypeScript functions. Answer with the whole function in one Markdown code block, ' +
  'self-contained, without imports, and without anything that runs beside it.';

/**
 * What a language model is asked: the intent, the head, the visible examples, and the parents with
 * what went wrong with them. Whole functions in a fence, for every other format is worse kept to
 * by small models, and code inside JSON is worse code. Nothing held out is ever in a problem or in
 * a parent's feedback.
 */
export function promptFor(problem: FunctionProblem, parents: readonly Parent[]): Message[] {
  const { intent, signature, examples, judgement } = problem;
  const parts = [
    'Write this TypeScript function.',
    intent.trim(),
    fenced(headOf(signature)),
    examples.length === 0 ? '' : `Examples:\n\n${examplesOf(signature.name, examples)}`,
    constantsOf(problem),
    judgement.by === 'score' ? aimOf(judgement.direction) : '',
    ...parents.map((parent, index) => attemptOf(parent, index)),
    closingOf(parents, signature.name),
  ];
  return [
    { role: 'system', content: task },
    { role: 'user', content: parts.filter((part) => part !== '').join('\n\n') },
  ];
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

function aimOf(direction: 'minimise' | 'maximise'): string {
  const better = direction === 'minimise' ? 'lower' : 'higher';
  return `It is judged by a score on many instances: the ${better} the mean, the better.`;
}

function attemptOf({ candidate, scores, feedback }: Parent, index: number): string {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const scored = scores.length === 0 ? '' : `, with a mean score of ${Number(mean.toPrecision(6))}`;
  const source = fenced(clipped(candidate.source.trimEnd(), sourceLettersMost));
  const lesson =
    feedback === '' ? '' : `\n\nWhat went wrong:\n\n${clipped(feedback, feedbackLettersMost)}`;
  return `Attempt ${index + 1}${scored}:\n\n${source}${lesson}`;
}

function closingOf(parents: readonly Parent[], name: string): string {
  if (parents.length === 0) return '';
  return parents.some(({ feedback }) => feedback !== '')
    ? `Find the mistake, and write the whole function \`${name}\` anew without it.`
    : `Write a function \`${name}\` that is better than these, by another idea where there is one.`;
}

/** In a fence that nothing inside can close. */
function fenced(source: string): string {
  const longest = Math.max(2, ...(source.match(/`{3,}/gu) ?? []).map((marks) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}typescript\n${source}\n${fence}`;
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
