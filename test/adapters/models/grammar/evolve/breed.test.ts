import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { breed } from '../../../../../src/adapters/models/grammar/evolve/breed.ts';
import { KnownPrograms } from '../../../../../src/adapters/models/grammar/evolve/known-programs.ts';
import { Productions } from '../../../../../src/adapters/models/grammar/evolve/productions.ts';
import { vary } from '../../../../../src/adapters/models/grammar/evolve/vary.ts';
import {
  children,
  type Expression,
  keyOf,
  nodeCount,
} from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { isUsableAs } from '../../../../../src/adapters/models/grammar/language/operator.ts';
import { parse } from '../../../../../src/adapters/models/grammar/language/parse.ts';
import { simplify } from '../../../../../src/adapters/models/grammar/language/simplify.ts';
import { seededRandom } from '../../../../../src/adapters/system/seeded-random.ts';
import type { ValueSignature } from '../../../../../src/domain/function.ts';
import type { Ask } from '../../../../../src/ports/model.ts';

const signature: ValueSignature = {
  name: 'priority',
  params: [
    { name: 'item', type: 'number' },
    { name: 'count', type: 'integer' },
    { name: 'isOpen', type: 'boolean' },
  ],
  returns: 'number',
};

const seeds = fc.integer().map((seed) => seededRandom(seed));

/** Throws where an argument could not stand in its place. */
function checkTypes(expression: Expression): void {
  if (expression.kind !== 'call') return;
  for (const [index, wanted] of expression.operator.params.entries()) {
    const { type } = expression.args[index]!;
    if (typeof wanted === 'string' && !isUsableAs(type, wanted)) {
      throw new Error(`${keyOf(expression)} has ${type} where ${wanted} is wanted`);
    }
  }
  for (const child of children(expression)) checkTypes(child);
}

const depthOf = (expression: Expression): number =>
  expression.kind === 'call' ? 1 + Math.max(0, ...children(expression).map(depthOf)) : 0;

const asked = (count: number, parents: readonly Expression[] = [], island = 0): Ask => ({
  island,
  count,
  parents: parents.map((program, index) => ({
    candidate: {
      id: `parent ${index}`,
      model: 'grammar',
      source: '',
      parents: [],
      strategy: 'sample',
      program: keyOf(program),
      step: 0,
      island,
      tokens: 1,
      costUsd: 0,
    },
    scores: [],
    feedback: '',
  })),
});

describe('a sample', () => {
  it('has the type that was asked for, in every place, and is no deeper than was said', () => {
    const productions = new Productions(signature, []);
    fc.assert(
      fc.property(seeds, fc.nat(4), (random, depth) => {
        const program = productions.sample('number', depth, random);
        expect(isUsableAs(program.type, 'number')).toBe(true);
        checkTypes(program);
        // A stump and the difference of two parameters are leaves of one operator.
        expect(depthOf(program)).toBeLessThanOrEqual(depth + 2);
      }),
    );
  });

  it('is made of what survivors are made of, and now and then of anything else', () => {
    const productions = new Productions(signature, []);
    const survivor = parse('(number.max p0 (number.max p0 (number.max p0 p0)))', signature);
    const share = (): number => {
      const random = seededRandom('share');
      const drawn = Array.from({ length: 400 }, () => productions.sampleOperator('number', random));
      return drawn.filter((operator) => operator?.id === 'number.max').length / drawn.length;
    };
    const before = share();
    for (let times = 0; times < 100; times++) productions.learn(survivor);
    expect(share()).toBeGreaterThan(4 * before);
    expect(share()).toBeLessThan(0.9);
  });
});

describe('a child', () => {
  it('keeps the types of its parents in every place, whatever was changed', () => {
    const productions = new Productions(signature, [7]);
    const strategies = new Set<string>();
    fc.assert(
      fc.property(seeds, (random) => {
        const parent = productions.sample('number', 4, random);
        const mate = productions.sample('number', 4, random);
        const [before, beside] = [keyOf(parent), keyOf(mate)];
        const child = vary(parent, mate, productions, random);
        expect([keyOf(parent), keyOf(mate)]).toEqual([before, beside]);
        if (child === undefined) return;
        strategies.add(child.strategy);
        expect(isUsableAs(child.program.type, 'number')).toBe(true);
        checkTypes(child.program);
      }),
      { numRuns: 400 },
    );
    const all = ['branch', 'cross', 'insert', 'mutate', 'point', 'shrink', 'tune'];
    expect([...strategies].toSorted()).toEqual(all);
  });
});

describe('a brood', () => {
  const programs = fc.array(seeds, { maxLength: 3 }).map((randoms) => {
    const productions = new Productions(signature, []);
    return randoms.map((random) => productions.sample('number', 3, random));
  });

  it('is nothing but new programs that can be read back, none twice, none too long', () => {
    fc.assert(
      fc.property(
        programs,
        fc.integer(),
        fc.integer({ min: 1, max: 20 }),
        (parents, seed, count) => {
          const known = new KnownPrograms([]);
          const breeding = { productions: new Productions(signature, []), known, freshShare: 0.2 };
          const asks = [asked(count, parents), asked(count, parents, 1)];
          const { drafts, generated } = breed(asks, breeding, seededRandom(seed));
          const keys = drafts.map(({ draft }) => draft.program!);
          expect(new Set(keys).size).toBe(keys.length);
          expect(generated).toBeGreaterThanOrEqual(keys.length);
          for (const key of keys) {
            const program = parse(key, signature);
            expect(keyOf(program)).toBe(key);
            expect(keyOf(simplify(program, { real: true }))).toBe(key);
            expect(nodeCount(program)).toBeLessThanOrEqual(40);
            expect(known.has(key)).toBe(true);
          }
          for (const { draft } of drafts) {
            expect(parents.map((_, index) => `parent ${index}`)).toEqual(
              expect.arrayContaining([...draft.parents]),
            );
          }
          const again = breed(asks, breeding, seededRandom(seed));
          expect(again.drafts.filter(({ draft }) => keys.includes(draft.program!))).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is the same for the same asks and the same chance', () => {
    fc.assert(
      fc.property(programs, fc.integer(), (parents, seed) => {
        const brood = () =>
          breed(
            [asked(8, parents)],
            {
              productions: new Productions(signature, []),
              known: new KnownPrograms([]),
              freshShare: 0.2,
            },
            seededRandom(seed),
          );
        expect(brood()).toEqual(brood());
      }),
      { numRuns: 30 },
    );
  });
});
