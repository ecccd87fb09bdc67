import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inShares, withAnswer, type Meaning } from '../../src/intent/meaning.ts';
import { nextQuestion, questionOn, questionsAtOnce } from '../../src/intent/question.ts';

const inputsMost = 6;
const inputs = Array.from({ length: inputsMost }, (_, index) => [index]);
const always = (): boolean => true;

/** Meanings that answer to each input with one of a few numbers, or say nothing. */
const meanings = (silence: number): fc.Arbitrary<readonly Meaning[]> =>
  fc
    .array(
      fc.record({
        answers: fc.array(
          fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined, freq: silence }),
          {
            minLength: inputsMost,
            maxLength: inputsMost,
          },
        ),
        share: fc.double({ min: 0.05, max: 1, noNaN: true }),
        readings: fc.constant([0]),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map(inShares);

const some = meanings(4);

/** Expected size of what remains in bits, the definition: I(meaning; answer). */
function entropy(shares: readonly number[]): number {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.reduce((sum, share) => sum - (share / whole) * Math.log2(share / whole), 0);
}

describe('the question that splits best', () => {
  it('tells no less than the question on any other input', () => {
    fc.assert(
      fc.property(some, (given) => {
        const best = nextQuestion(given, inputs, always, 0);
        const others = inputs.flatMap((args, input) => questionOn(given, input, args) ?? []);
        expect(best === undefined).toBe(others.length === 0);
        for (const { bits } of others) expect(best!.bits).toBeGreaterThanOrEqual(bits - 1e-9);
      }),
    );
  });

  it('tells what the entropy of the meanings falls by, where every meaning has an answer', () => {
    fc.assert(
      fc.property(meanings(Number.MAX_SAFE_INTEGER), (given) => {
        fc.pre(given.every(({ answers }) => !answers.includes(undefined)));
        const best = nextQuestion(given, inputs, always, 0);
        if (best === undefined) return;
        const before = entropy(given.map(({ share }) => share));
        const after = best.choices.reduce((sum, { result, share }) => {
          const left = withAnswer(given, best.input, result);
          return sum + share * entropy(left.map((meaning) => meaning.share));
        }, 0);
        expect(best.bits).toBeCloseTo(before - after, 6);
      }),
    );
  });

  it('is never about an input on which all that is known agrees', () => {
    fc.assert(
      fc.property(some, (given) => {
        const best = nextQuestion(given, inputs, always, 0);
        if (best === undefined) return;
        const said = given.flatMap(({ answers }) => answers[best.input] ?? []);
        expect(new Set(said).size).toBeGreaterThan(1);
        expect(new Set(best.choices.map(({ result }) => result))).toEqual(new Set(said));
      }),
    );
  });

  it('is not asked where it is closed, or where there is hardly a doubt', () => {
    fc.assert(
      fc.property(
        some,
        fc.array(fc.boolean()),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, open, doubt) => {
          const best = nextQuestion(given, inputs, (input) => open[input] === true, doubt);
          if (best === undefined) return;
          expect(open[best.input]).toBe(true);
          expect(1 - best.choices[0]!.share).toBeGreaterThanOrEqual(doubt);
        },
      ),
    );
  });

  it('is the shortest to read among those that tell as much', () => {
    const two = inShares([
      { answers: [1, 1, 1], share: 1, readings: [0] },
      { answers: [2, 2, 1], share: 1, readings: [1] },
    ]);
    expect(nextQuestion(two, [[1000], [7], [0]], always, 0)?.args).toEqual([7]);
  });
});

describe('questions that are asked at once', () => {
  it('leave nothing to ask, whatever is answered, and none of them is idle', () => {
    fc.assert(
      fc.property(meanings(Number.MAX_SAFE_INTEGER), fc.nat(), (given, which) => {
        const truth = given[which % given.length]!;
        const questions = questionsAtOnce(given, inputs, inputsMost, 0);
        const left = questions.reduce(
          (rest, { input }) => withAnswer(rest, input, truth.answers[input] ?? 9),
          given,
        );
        expect(nextQuestion(left, inputs, always, 0)).toBeUndefined();
        expect(new Set(questions.map(({ input }) => input)).size).toBe(questions.length);
        for (const { choices, bits } of questions) {
          expect(choices.length).toBeGreaterThan(1);
          expect(bits).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('answers', () => {
  it('narrow: each leaves fewer meanings, the true one among them, until none differ', () => {
    fc.assert(
      fc.property(some, fc.nat(), (given, which) => {
        const truth = given[which % given.length]!;
        let left = given;
        const asked = new Set<number>();
        for (;;) {
          const question = nextQuestion(left, inputs, (input) => !asked.has(input), 0);
          if (question === undefined) break;
          asked.add(question.input);
          const before = left.length;
          const answer = truth.answers[question.input];
          // A person may know what no meaning says.
          left = withAnswer(left, question.input, answer ?? question.choices[0]!.result);
          expect(left.length).toBeLessThan(before);
          expect(left.some(({ answers }) => answers === truth.answers)).toBe(true);
          expect(left.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
        }
        expect(asked.size).toBeLessThan(given.length);
        for (const [input, args] of inputs.entries()) {
          if (!asked.has(input)) expect(questionOn(left, input, args)).toBeUndefined();
        }
      }),
    );
  });

  it('are as few as halving takes, where every input halves', () => {
    const eight = inShares(
      Array.from({ length: 8 }, (_, index) => ({
        answers: [index & 1, (index >> 1) & 1, (index >> 2) & 1, Number(index === 0)],
        share: 1,
        readings: [index],
      })),
    );
    const four = inputs.slice(0, 4);
    for (const truth of eight) {
      let left: readonly Meaning[] = eight;
      let questions = 0;
      for (;;) {
        const question = nextQuestion(left, four, always, 0);
        if (question === undefined) break;
        left = withAnswer(left, question.input, truth.answers[question.input]!);
        questions++;
      }
      expect(questions).toBe(3);
    }
  });

  it('that contradict every meaning leave none', () => {
    const two = inShares([
      { answers: [1], share: 1, readings: [0] },
      { answers: [2], share: 1, readings: [1] },
    ]);
    expect(withAnswer(two, 0, 3)).toEqual([]);
  });
});
