import type { Draft } from '../../../../domain/candidate.ts';
import type { Ask } from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { type Expression, keyOf, nodeCount } from '../language/expression.ts';
import { parse } from '../language/parse.ts';
import { printFunction } from '../language/print.ts';
import { simplify } from '../language/simplify.ts';
import type { KnownPrograms } from './known-programs.ts';
import type { Productions } from './productions.ts';
import { vary } from './vary.ts';

/** A longer program is none that a person would read. */
const nodesMost = 40;

/** How often something new is tried for one proposal before it is given up. */
const attemptsMost = 20;

/** Operators above each other in a sample, at most. */
const depthMost = 4;

export interface Breeding {
  readonly productions: Productions;
  /** The text of each program of the run so far; grows. */
  readonly known: Pick<KnownPrograms, 'has' | 'add'>;
  /** The share of proposals that start from nothing although there are parents. */
  readonly freshShare: number;
}

/** What came of one step: drafts in the order of the asks, and what it took. */
export interface Brood {
  readonly drafts: readonly { readonly draft: Draft; readonly island: number }[];
  /** Programs built, those that were there before included. */
  readonly generated: number;
  readonly tokens: number;
}

/**
 * Answers every ask with programs that were not there before: samples where there are no parents,
 * else children of them. A function of its arguments alone.
 */
export function breed(asks: readonly Ask[], breeding: Breeding, random: Random): Brood {
  const drafts: { draft: Draft; island: number }[] = [];
  let generated = 0;
  let tokens = 0;
  for (const { island, parents, count } of asks) {
    const programs = parents.flatMap(({ candidate: { id, program } }) =>
      program === undefined
        ? []
        : [{ id, program: parse(program, breeding.productions.signature) }],
    );
    for (let attempt = 0, made = 0; made < count && attempt < count * attemptsMost; attempt++) {
      const child = conceive(programs, breeding, random);
      if (child === undefined) continue;
      generated++;
      tokens += nodeCount(child.program);
      const draft = draftOf(child, breeding);
      if (draft === undefined) continue;
      drafts.push({ draft, island });
      made++;
    }
  }
  return { drafts, generated, tokens };
}

interface Child {
  readonly program: Expression;
  readonly strategy: string;
  /** The candidates that it has something of. */
  readonly parents: readonly string[];
}

function conceive(
  parents: readonly { readonly id: string; readonly program: Expression }[],
  { productions, known, freshShare }: Breeding,
  random: Random,
): Child | undefined {
  if (parents.length === 0 || random.float() < freshShare) {
    const founder = productions.founders.find((leaf) => !known.has(keyOf(leaf)));
    const depth = 1 + random.below(depthMost);
    const program = founder ?? productions.sample(productions.signature.returns, depth, random);
    return { program, strategy: 'sample', parents: [] };
  }
  const first = random.below(parents.length);
  const parent = parents[first]!;
  const mate = parents[(first + 1) % parents.length]!;
  const child = vary(parent.program, mate.program, productions, random);
  if (child === undefined) return undefined;
  const isCrossed = child.strategy === 'cross' && mate !== parent;
  return { ...child, parents: isCrossed ? [parent.id, mate.id] : [parent.id] };
}

/** `undefined` for a program that is too long, or was there before. */
function draftOf(
  { program, strategy, parents }: Child,
  { productions, known }: Breeding,
): Draft | undefined {
  const raw = keyOf(program);
  if (known.has(raw)) return undefined;
  const simple = simplify(program, { real: true });
  const nodes = nodeCount(simple);
  const key = keyOf(simple);
  if (nodes > nodesMost || known.has(key)) return undefined;
  known.add(key);
  const source = printFunction(productions.signature, simple);
  return { source, parents, strategy, program: key, tokens: nodes, costUsd: 0 };
}
