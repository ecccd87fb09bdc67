import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { wordingOf } from '../../src/composing/wordings.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { FileProblem, Problem } from '../../src/domain/problem.ts';
import type { Parent } from '../../src/ports/model.ts';
import { Control } from '../../src/proposing/control.ts';
import { Plans } from '../../src/proposing/plans.ts';
import { requestFor, type Sources } from '../../src/proposing/request.ts';
import { largerProblem } from '../fixtures/larger.ts';

const draft = { source: 'x', parents: [], strategy: 'sample', tokens: 0, costUsd: 0 };
const candidate = { ...draft, id: 'x', model: 'any', step: 0, island: 0 };
const parent: Parent = { candidate, scores: [], feedback: '' };
const nobody = { islands: 1, parents: () => [] };

const file: FileProblem = {
  kind: 'file',
  intent: 'More.',
  path: 'pack.py',
  initial: 'n = 1\n',
  judgement: { by: 'score', direction: 'maximise' },
};
const ofTexts: Problem = {
  ...largerProblem,
  signature: { name: 'f', params: [{ name: 'words', type: 'string[]' }], returns: 'string' },
};
const scored: Problem = {
  ...largerProblem,
  judgement: { by: 'score', direction: 'minimise' },
};
const problems: readonly Problem[] = [largerProblem, ofTexts, scored, file];

function asksAt(step: number, questions: number, sources: Sources) {
  const reality = { problem: largerProblem, batch: 8 * questions };
  const model = { prolific: false, samplesPerAsk: 8 };
  return requestFor(step, reality, model, sources, seededRandom(1), Infinity).asks;
}

describe('questions that start anew', () => {
  const counts = fc.integer({ min: 1, max: 12 });
  const all = wordingOf(ofTexts).plans;

  it('have distinct plans in one step, each sampled n times, as far as there are enough', () => {
    fc.assert(
      fc.property(counts, counts, (questions, steps) => {
        const plans = new Plans(all);
        const given: (Plan | undefined)[] = [];
        for (let step = 0; step < steps; step++) {
          const asks = asksAt(step, questions, { survivors: nobody, plans });
          const names = new Set(asks.map(({ plan }) => plan?.name));
          expect(names.size).toBe(Math.min(questions, all.length));
          expect(asks.every(({ count }) => count === 8)).toBe(true);
          given.push(...asks.map(({ plan }) => plan));
        }
        // No plan is asked for more than once more often than any other.
        const times = all.map((each) => given.filter((plan) => plan === each).length);
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('have none where they are the control, and none where they build on something', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, counts, fc.boolean(), fc.boolean(), (part, questions, fails, breeds) => {
        const sources = {
          survivors: { islands: 1, parents: () => (breeds ? [parent] : []) },
          failures: { take: () => (fails ? { ...parent, feedback: 'wrong' } : undefined) },
          control: new Control(part),
          plans: new Plans(all),
        };
        for (const { isControl, parents, plan } of asksAt(0, questions, sources)) {
          expect(plan !== undefined).toBe(isControl !== true && parents.length === 0);
        }
      }),
    );
  });

  it('go on with the plan that comes next when their run goes on', () => {
    const whole = new Plans(all);
    for (let taken = 0; taken < 7; taken++) whole.take();
    expect(new Plans(all, whole.taken).take()).toBe(whole.take());
  });

  it('have the same ones where the same was taken before, whatever chance says', () => {
    const [first, again] = [0, 1].map(() => {
      const sources = { survivors: nobody, control: new Control(0.1), plans: new Plans(all) };
      return [0, 1, 2].map((step) => asksAt(step, 5, sources).map(({ plan }) => plan?.name));
    });
    expect(again).toEqual(first);
  });

  it('have none where none are known', () => {
    expect(new Plans([]).take()).toBeUndefined();
  });
});

describe('the plans for a problem', () => {
  it.each(problems)('are several, each of another name and another advice', (problem) => {
    const { plans } = wordingOf(problem);
    expect(plans.length).toBeGreaterThan(3);
    for (const key of ['name', 'advice'] as const) {
      expect(new Set(plans.map((plan) => plan[key])).size).toBe(plans.length);
    }
  });

  it('follow its kind: elements are gone through where there are any', () => {
    const names = problems.map((problem) => wordingOf(problem).plans.map(({ name }) => name));
    expect(names.map((each) => each.includes('sort first'))).toEqual([false, true, false, false]);
    expect(names.map((each) => each.includes('weighted sum'))).toEqual([false, false, true, false]);
  });

  it.each(problems)(
    'stand at the end of a prompt, after all that prompts have in common',
    (problem) => {
      const wording = wordingOf(problem);
      const { messages, sharedLetters } = wording.ask([]);
      const plain = messages.at(-1)!.content;
      const prompts = wording.plans.map((plan) => wording.ask([], plan).messages.at(-1)!.content);
      expect(new Set([plain, ...prompts]).size).toBe(prompts.length + 1);
      for (const prompt of prompts) {
        expect(prompt.startsWith(plain.slice(0, sharedLetters))).toBe(true);
      }
    },
  );
});
