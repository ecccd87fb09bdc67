import { greatestOf } from '../../../../../domain/extremes.ts';
import type { Value } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { call, type Expression, literal } from '../../language/expression.ts';
import { textJoin } from '../../language/operators/text.ts';
import { elementwise, type Hypothesis } from './hypotheses.ts';
import { type Source, sourcesOf } from './sources.ts';
import { separatorsIn } from './separators.ts';

/** What may be known of a program at once, and what is left to be found. */
export interface Outlook {
  /** Whole programs that may be right as they are. */
  readonly known: readonly Expression[];
  readonly hypotheses: readonly Hypothesis[];
}

const joinCost = 1;

type Parts = readonly Value[];

/**
 * Results that are texts, taken apart at each separator they hold, into their characters, or into
 * parts as long as those of what came in: the parts may be an image or a choice of the words or
 * characters that came in.
 */
export function textOutlook(problem: ExampleProblem): Outlook {
  const results = problem.examples.map(({ result }) => result as string);
  const sources = sourcesOf(problem).filter(({ expression }) => expression.type === 'string[]');
  const separators = ['', ...separatorsIn(results)];
  const known = separators.flatMap((separator) =>
    sources
      .filter(({ values }) =>
        values.every((parts, at) => (parts as readonly string[]).join(separator) === results[at]),
      )
      .map(({ expression }) => joinedBy(separator, expression)),
  );
  const apart = separators.flatMap((separator) => {
    const goals = results.map((text) => partsOf(text, separator));
    return sources.flatMap((source) => byParts(problem, separator, source, goals));
  });
  const alongside = sources.flatMap((source) => {
    const goals = stretched(results, source.values as readonly (readonly string[])[]);
    return goals === undefined ? [] : byParts(problem, '', source, goals);
  });
  const hypotheses = [...apart, ...alongside].toSorted((left, right) => left.cost - right.cost);
  return { known, hypotheses };
}

const joinedBy = (separator: string, parts: Expression): Expression =>
  call(textJoin, parts, literal(separator, 'string'));

function byParts(
  problem: ExampleProblem,
  separator: string,
  source: Source,
  goals: readonly Parts[],
): Hypothesis[] {
  const examples = problem.examples.map(({ args }, index) => ({ args, result: goals[index]! }));
  const apart: ExampleProblem = { ...problem, result: 'string[]', examples };
  return elementwise(apart, source).map((hypothesis) => ({
    ...hypothesis,
    cost: hypothesis.cost + joinCost,
    complete: (rest) => hypothesis.complete(rest).map((parts) => joinedBy(separator, parts)),
  }));
}

/** Nothing has no parts. */
function partsOf(text: string, separator: string): Parts {
  if (text === '') return [];
  return separator === '' ? Array.from(text) : text.split(separator);
}

/** The texts in parts as long as those that came in, or all so many times as long. */
function stretched(
  texts: readonly string[],
  given: readonly (readonly string[])[],
): Parts[] | undefined {
  const isSingle = given.every((parts) => parts.every((part) => part.length === 1));
  const lengths = given.map((parts) => parts.join('').length);
  const most = lengths.indexOf(greatestOf(lengths));
  const factor = texts[most]!.length / lengths[most]!;
  if (!Number.isInteger(factor) || factor < (isSingle ? 2 : 1)) return undefined;
  if (!texts.every((text, index) => text.length === factor * lengths[index]!)) return undefined;
  return texts.map((text, index) => {
    let from = 0;
    return given[index]!.map((part) => {
      from += part.length * factor;
      return text.slice(from - part.length * factor, from);
    });
  });
}
