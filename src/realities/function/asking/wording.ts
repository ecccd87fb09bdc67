import type { Example, Signature } from '../../../domain/function.ts';
import type { FunctionProblem } from '../../../domain/problem.ts';
import { isValueType, showValue } from '../../../domain/value.ts';
import type { Wording } from '../../../ports/wording.ts';
import { clipped, fenced } from '../../asking/fenced.ts';
import { questionFor, type Wanted } from '../../asking/question.ts';
import { extractFunction, hasFunction } from './extract-function.ts';
import { plansFor } from './plans-for.ts';

/** How much of the examples, and of a parent, a question shows, in letters. */
const examplesLettersMost = 6000;
const sourceLettersMost = 8000;

const task =
  'You write TypeScript functions. Answer with the whole function in one Markdown code block, ' +
  'self-contained, without imports, and without anything that runs beside it.';

/** How a function is asked for, and found in a reply. */
export function functionWording(problem: FunctionProblem): Wording {
  const { name } = problem.signature;
  const wanted: Wanted = {
    task,
    paragraphs: () => paragraphsOf(problem),
    judgement: problem.judgement,
    shown: (source) => fenced(clipped(source, sourceLettersMost).trimEnd(), 'typescript'),
    noun: `whole function ${name}`,
  };
  return {
    plans: plansFor(problem),
    outputTokensMost: 2048,
    ask: (parents, plan) => questionFor(wanted, parents, plan),
    read: (reply) => extractFunction(reply, name),
    isWhole: (reply) => hasFunction(reply, name),
  };
}

function paragraphsOf({ intent, signature, examples, constants }: FunctionProblem): string[] {
  return [
    'Write this TypeScript function.',
    intent.trim(),
    fenced(headOf(signature), 'typescript'),
    examples.length === 0 ? '' : `Examples:\n\n${examplesOf(signature.name, examples)}`,
    constants.length === 0
      ? ''
      : `These literals may be of use: ${constants.map(showValue).join(', ')}.`,
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
