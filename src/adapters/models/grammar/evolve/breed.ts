import type { Draft } from '../../../../domain/candidate.ts';
import type { Ask } from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { type Expression, keyOf, nodeCount } from '../language/expression.ts';
import { parse } from '../language/parse.ts';
import { printFunction } from '../language/print.ts';
import type { Productions } from './productions.ts';
import { vary } from './vary.ts';

/** A longer program is none that a person would read. */
const nodesMost = 25;

/** How often something new is tried for one proposal before it is given up. */
const attemptsMost = 8;

/** The share of proposals that start from nothing although there are parents. */
const freshShare = 0.03;

/** What came of one step: drafts in the order of the asks, and what it took. */
export interface Brood {
  readonly drafts: readonly { readonly draft: Draft; readonly island: number }[];
  /** Programs built, those that were there before included. */
  readonly generated: number;
  readonly tokens: number;
}

/**
 * Answers every ask with programs that were not there before: samples where there are no parents,
 * else children of them. `known` holds the text of each program of the run and grows. A function
 * of its arguments alone.
 */
export function breed(
  asks: readonly Ask[],
  productions: Productions,
  known: Set<string>,
  random: Random,
): Brood {
  const drafts: { draft: Draft; island: number }[] = [];
  let generated = 0;
  let tokens = 0;
  for (const ask of asks) {
    const parents = ask.parents.flatMap(({ candidate: { program } }) =>
      program === undefined ? [] : [parse(program, productions.signature)],
    );
    for (let made = 0; made < ask.count; made++) {
      for (let attempt = 0; attempt < attemptsMost; attempt++) {
        const child = conceive(parents, productions, known, random);
        if (child === undefined) continue;
        const nodes = nodeCount(child.program);
        generated++;
        tokens += nodes;
        const key = keyOf(child.program);
        if (nodes > nodesMost || known.has(key)) continue;
        known.add(key);
        const draft: Draft = {
          source: printFunction(productions.signature, child.program),
          parents: child.parents.map((index) => ask.parents[index]!.candidate.id),
          strategy: child.strategy,
          program: key,
          tokens: nodes,
          costUsd: 0,
        };
        drafts.push({ draft, island: ask.island });
        break;
      }
    }
  }
  return { drafts, generated, tokens };
}

interface Child {
  readonly program: Expression;
  readonly strategy: string;
  /** Which of the parents it has something of. */
  readonly parents: readonly number[];
}

function conceive(
  parents: readonly Expression[],
  productions: Productions,
  known: ReadonlySet<string>,
  random: Random,
): Child | undefined {
  if (parents.length === 0 || random.float() < freshShare) {
    const founder = productions.founders().find((leaf) => !known.has(keyOf(leaf)));
    const { returns } = productions.signature;
    const program = founder ?? productions.sample(returns, 1 + random.below(4), random);
    return { program, strategy: 'sample', parents: [] };
  }
  const first = random.below(parents.length);
  const second = parents.length - 1 - first;
  const child = vary(parents[first]!, parents[second]!, productions, random);
  if (child === undefined) return undefined;
  const crossed = child.strategy === 'cross' && first !== second;
  return { ...child, parents: crossed ? [first, second] : [first] };
}
