import { sameValue } from '../../../domain/value.ts';
import type { Draft } from '../../../domain/candidate.ts';
import type { FunctionProblem } from '../../../domain/problem.ts';
import type { Ask, ModelSession } from '../../../ports/model.ts';
import { evaluate } from '../grammar/language/evaluate.ts';
import { parse } from '../grammar/language/parse.ts';
import { grammarModel } from '../grammar/model.ts';
import type { Wanted } from './read-prompt.ts';

/** Sources that solve a problem, and sources that do not. */
export interface Attempts {
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

/** How long the grammar model looks for what is right: steps of so many programs. */
const stepsMost = 48;
const programsPerStep = 8000;

/** Steps after which one right program is enough. */
const stepsEnough = 4;

/** Different right programs that are enough. */
const rightEnough = 8;

/** Proposals of one step of variation. */
const variationsPerStep = 256;

const tolerance = 1e-9;
const never = new AbortController().signal;

/**
 * Lets the grammar model look for programs that agree with the examples, and vary what it finds
 * until there are `count` others that do not. Without examples every program is among the wrong.
 */
export async function attemptsAt(wanted: Wanted, count: number, seed: number): Promise<Attempts> {
  const problem: FunctionProblem = {
    kind: 'function',
    intent: '',
    ...wanted,
    judgement: { by: 'equality', tolerance },
    constants: [],
  };
  const found = wanted.examples.length === 0 ? [] : await search(problem, seed);
  const right = found.filter((draft) => agrees(draft, wanted));
  const closest = right.length > 0 ? right : found.slice(-rightEnough);
  const wrong = await vary(problem, closest, count, seed, (draft) => !agrees(draft, wanted));
  return { right: right.map(({ source }) => source), wrong };
}

async function search(problem: FunctionProblem, seed: number): Promise<Draft[]> {
  const session = await grammarModel.open(problem, { seed, workers: 1 });
  const found: Draft[] = [];
  try {
    for (let step = 0; step < stepsMost; step++) {
      const { drafts, exhausted } = await propose(session, step, [
        { island: 0, parents: [], count: programsPerStep },
      ]);
      found.push(...drafts);
      const right = found.filter((draft) => agrees(draft, problem)).length;
      if (exhausted || right >= (step < stepsEnough ? rightEnough : 1)) break;
    }
  } finally {
    await session.close();
  }
  return found;
}

/** Children of the parents, and their children, as a search by score would breed them. */
async function vary(
  problem: FunctionProblem,
  parents: readonly Draft[],
  count: number,
  seed: number,
  holds: (draft: Draft) => boolean,
): Promise<string[]> {
  const judgement = { by: 'score', direction: 'maximise' } as const;
  const session = await grammarModel.open(
    { ...problem, examples: [], judgement },
    { seed, workers: 1 },
  );
  const sources = new Set<string>();
  const known = parents.map((draft, index) => ({
    candidate: { ...draft, id: String(index), model: 'grammar', step: 0, island: 0 },
    scores: [],
    feedback: '',
  }));
  try {
    for (let step = 0; sources.size < count; step++) {
      const before = sources.size;
      const asks = Array.from({ length: variationsPerStep }, (_, index) => ({
        island: 0,
        parents: known.length === 0 ? [] : [known[index % known.length]!],
        count: 1,
      }));
      // Past the steps in which a search by score starts from nothing.
      const { drafts } = await propose(session, step + 100, asks);
      for (const draft of drafts) {
        if (sources.size < count && holds(draft)) sources.add(draft.source);
      }
      if (sources.size === before) break;
    }
  } finally {
    await session.close();
  }
  return [...sources];
}

async function propose(
  session: ModelSession,
  step: number,
  asks: readonly Ask[],
): Promise<{ drafts: Draft[]; exhausted: boolean }> {
  const drafts: Draft[] = [];
  let exhausted = false;
  for await (const event of session.propose({ step, asks }, never)) {
    if (event.kind === 'draft') drafts.push(event.draft);
    if (event.kind === 'exhausted') exhausted = true;
  }
  return { drafts, exhausted };
}

/** By the operators' own meaning: nothing is compiled, and nothing but the grammar is run. */
function agrees(
  { program }: Draft,
  {
    signature,
    examples,
  }: Pick<Wanted, 'examples'> & {
    readonly signature: FunctionProblem['signature'];
  },
): boolean {
  if (program === undefined || examples.length === 0) return false;
  const expression = parse(program, signature as Wanted['signature']);
  try {
    return examples.every(({ args, result }) =>
      sameValue(evaluate(expression, args), result, tolerance),
    );
  } catch {
    return false;
  }
}
