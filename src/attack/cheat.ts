import type { FunctionProblem } from '../domain/problem.ts';
import { elementType, isValueType, showValue, type Value } from '../domain/value.ts';

/** What a cheat knows of the specification that it is turned on: no more than any model does. */
export interface Target {
  readonly problem: FunctionProblem;
  /** Whether nominees meet cases that nobody was shown. */
  readonly isHeldOut: boolean;
}

/** One idea of how to pass without solving anything. */
export interface Cheat {
  /** With its article: `a lookup table`. */
  readonly name: string;
  /** What it does, in words that go on after `it`. */
  readonly does: string;
  /**
   * Plainer cheats that give the same answers: where the judge lets one of those through, that
   * this one comes through too says nothing more.
   */
  readonly dresses: readonly string[];
  /** Programs that try it, as any model could hand them over; none where it has no hold. */
  sources(target: Target): readonly string[];
  /** What the specification lacks where it comes through, and what to add. */
  mend(target: Target): string;
}

/** A module that exports the function that is looked for, with this body; it calls its arguments `given`. */
export function moduleOf({ problem }: Target, body: string, before = ''): string {
  return `${before}export function ${problem.signature.name}(...given) {\n  ${body}\n}\n`;
}

/** An answer that looks at nothing, as a literal: the most frequent one of the examples. */
export function plainAnswer({ problem }: Target): string {
  const counts = new Map<string, number>();
  for (const { result } of problem.examples) {
    const literal = showValue(result);
    counts.set(literal, (counts.get(literal) ?? 0) + 1);
  }
  const [frequent] = [...counts].toSorted(([, one], [, other]) => other - one);
  return frequent?.[0] ?? emptyAnswer(problem.signature.returns);
}

/** The value of a type that says least, as a literal. */
export function emptyAnswer(type: string): string {
  if (!isValueType(type)) return '0';
  if (elementType(type) !== undefined) return '[]';
  return { number: '0', integer: '0', boolean: 'false', string: '""' }[type as 'number'];
}

/** As many examples at most are copied into a program. */
const copiedMost = 1000;

/**
 * Declares `remembered(given)`: the result of a visible example, by its arguments. Empty where
 * there is none to copy, or so many that held-out cases are kept apart anyway.
 */
export function memory({ problem: { examples } }: Target): string {
  if (examples.length === 0 || examples.length > copiedMost) return '';
  const rows = examples.map(({ args, result }) => `  [${showValue(args)}, ${showValue(result)}],`);
  return `const write = (value) => (Array.isArray(value) ? '[' + value.map(write).join() + ']' : typeof value === 'string' || typeof value === 'object' ? JSON.stringify(value) : String(value));
const table = new Map([
${rows.join('\n')}
].map(([args, result]) => [write(args), result]));
const remembered = (given) => table.get(write(given));
`;
}

const isNumber = (value: Value): value is number => typeof value === 'number';

/** The distinct results of the examples that are numbers. */
export function numbersIn({ problem }: Target): readonly number[] {
  return [...new Set(problem.examples.map(({ result }) => result).filter(isNumber))];
}

export const isScored = ({ problem }: Target): boolean => problem.judgement.by === 'score';

/** What is the matter where an answer that solves nothing earns a good score. */
export const lacksBaseline =
  '`score.evaluate` ranks it above every baseline: name it as a baseline, or judge on instances that tell it apart';
