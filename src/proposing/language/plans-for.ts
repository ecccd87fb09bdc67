import type { Plan } from '../../domain/plan.ts';
import type { Problem } from '../../domain/problem.ts';

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

const forFiles: readonly Plan[] = [
  plan('constants', 'keep how it works, and choose every constant in it anew, with a reason.'),
  plan('another algorithm', 'replace how it works by an algorithm of another family.'),
  plan('direct construction', 'build the answer directly, from the structure of the problem.'),
  plan(
    'improve in rounds',
    'begin with a rough answer, and improve it step by step within limits.',
  ),
  plan('less of it', 'take out whatever is not needed, and make what is left simple.'),
];

const isSequence = (type: string): boolean => /\[\]|\b(?:Array|string|Map|Set)\b/u.test(type);

/** Distinct ways to go about a problem of its kind, from the plainest on. */
export function plansFor(problem: Problem): readonly Plan[] {
  if (problem.kind === 'file') return forFiles;
  if (problem.judgement.by === 'score') return forScores;
  const { params } = problem.signature;
  return params.some(({ type }) => isSequence(type)) ? [...forCases, ...forSequences] : forCases;
}
