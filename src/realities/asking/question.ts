import type { Plan } from '../../domain/plan.ts';
import type { Direction, Judgement } from '../../domain/problem.ts';
import type { Parent } from '../../ports/model.ts';
import type { Question } from '../../ports/wording.ts';
import { clipped } from './fenced.ts';

/** How much of the evidence of a parent a question shows, in letters. */
const feedbackLettersMost = 2000;

/** What is asked for, in the words of its reality. */
export interface Wanted {
  /** Who is asked, and what a reply is to look like. */
  readonly task: string;
  /** What is looked for, in paragraphs; empty ones are left out. */
  paragraphs(hasParents: boolean): readonly string[];
  readonly judgement: Judgement;
  /** What a parent is shown as: in a fence, and not too long. */
  shown(source: string): string;
  /** What is to be written: `whole function larger`. */
  readonly noun: string;
}

/**
 * What a language model is asked: the intent, what is looked for, what is shown of it, and the
 * parents with what went wrong with them, or a plan where there are none. Whole functions or files
 * in a fence, for every other format is worse kept to by small models, and code inside JSON is
 * worse code. Nothing held out is ever in a problem or in a parent's feedback.
 */
export function questionFor(wanted: Wanted, parents: readonly Parent[], plan?: Plan): Question {
  const { judgement, noun } = wanted;
  const aim = judgement.by === 'score' ? aimOf(judgement.direction) : '';
  const shared = paragraphsOf([...wanted.paragraphs(parents.length > 0), aim]);
  const parts = [
    shared,
    ...parents.map((parent, index) => attemptOf(parent, index, wanted)),
    closingOf(parents, noun),
    plan === undefined
      ? ''
      : `Go about it in this way: ${plan.advice} Where that cannot work, do what comes nearest to it.`,
  ];
  return {
    messages: [
      { role: 'system', content: wanted.task },
      { role: 'user', content: paragraphsOf(parts) },
    ],
    sharedLetters: shared.length,
  };
}

const paragraphsOf = (parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n\n');

function aimOf(direction: Direction): string {
  const better = direction === 'minimise' ? 'lower' : 'higher';
  return `It is judged by a score: the ${better}, the better.`;
}

function attemptOf(parent: Parent, index: number, { shown }: Pick<Wanted, 'shown'>): string {
  const { candidate, scores, feedback } = parent;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const scored = scores.length === 0 ? '' : `, with a mean score of ${Number(mean.toPrecision(6))}`;
  const lesson =
    feedback === '' ? '' : `\n\nWhat went wrong:\n\n${clipped(feedback, feedbackLettersMost)}`;
  return `Attempt ${index + 1}${scored}:\n\n${shown(candidate.source)}${lesson}`;
}

function closingOf(parents: readonly Parent[], noun: string): string {
  if (parents.length === 0) return '';
  return parents.some(({ feedback }) => feedback !== '')
    ? `Find the mistake, and write the ${noun} anew without it.`
    : `Write the ${noun} better than these, by another idea where there is one.`;
}
