import type { Plan } from '../../../domain/plan.ts';
import type { FunctionProblem } from '../../../domain/problem.ts';

const plan = (name: string, advice: string): Plan => ({ name, advice });

/** For any function that must be right in every case. */
const forCases: readonly Plan[] = [
  plan(
    'closed formula',
    'as one expression, in arithmetic and built-in functions, without branches and loops.',
  ),
  plan(
    'case distinction',
    'tell the cases apart, the special ones before the general one, and return from each.',
  ),
  plan(
    'named parts',
    'derive what the result depends on, give each part a name, and put the result together last.',
  ),
  plan(
    'recursion',
    'solve the smallest case outright, and bring every other one back to a smaller one.',
  ),
  plan(
    'from the results back',
    'see what the results in the examples have in common, and which property of the arguments ' +
      'decides it; only then write the function.',
  ),
];

/** For functions of lists and texts besides. */
const forSequences: readonly Plan[] = [
  plan('one pass', 'go through the elements once, and keep as little state as is needed.'),
  plan('sort first', 'bring the elements into an order in which the answer can be read off.'),
  plan('index first', 'count or look up the elements in a Map or a Set that is made first.'),
  plan('whole lists', 'chain steps that each map, filter or reduce all of the elements.'),
  plan(
    'table of parts',
    'fill a table of the answers for all beginnings, each out of earlier ones.',
  ),
];

/** For functions that earn a score. */
const forScores: readonly Plan[] = [
  plan('weighted sum', 'add up the features that matter, each with a weight of its own.'),
  plan('thresholds', 'tell a few situations apart by thresholds, with another rule for each.'),
  plan('ratio', 'compare by ratios and powers of the arguments rather than by differences.'),
  plan('look ahead', 'estimate what each choice leaves open, and prefer what leaves the most.'),
  plan('penalty', 'begin with the obvious rule, and take off for what makes it go wrong later.'),
];

const isSequence = (type: string): boolean => /\[\]|\b(?:Array|string|Map|Set)\b/u.test(type);

/** Distinct ways to go about a function, from the plainest on. */
export function plansFor({ judgement, signature }: FunctionProblem): readonly Plan[] {
  if (judgement.by === 'score') return forScores;
  return signature.params.some(({ type }) => isSequence(type))
    ? [...forCases, ...forSequences]
    : forCases;
}
