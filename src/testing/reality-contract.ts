import type { Candidate } from '../domain/candidate.ts';
import { SluiceError } from '../domain/errors.ts';
import { hasPassed, noteOf, scoresOf, type Evidence } from '../domain/evidence.ts';
import { sameValue } from '../domain/value.ts';
import type { Reality, Stage } from '../ports/reality.ts';
import type { TestFramework } from './framework.ts';

/** A reality, and sources that are known to do well or badly in it. */
export interface RealityUnderTest {
  readonly reality: Reality;
  /** Pass every hard stage; at least one. */
  readonly good: readonly string[];
  /** Run, and fail a hard stage that everyone goes through. */
  readonly bad: readonly string[];
  /** Cannot be run, throw, or never end. */
  readonly broken: readonly string[];
  /** Where cases are held out: they are to come up nowhere in what is told of anybody. */
  readonly heldOut?: HeldOut;
}

interface HeldOut {
  /** How these cases are told, as a text; none of it stands in any other case. */
  readonly tells: readonly RegExp[];
  /** Go through all that everyone goes through, and fail in these cases; at least one. */
  readonly sources: readonly string[];
}

/** A candidate that came from nowhere, for trying a reality out. */
export function candidateOf(source: string): Candidate {
  return {
    id: source,
    source,
    parents: [],
    strategy: 'written',
    tokens: 0,
    costUsd: 0,
    model: 'test',
    step: 0,
    island: 0,
  };
}

/** Evidence without the one thing that is never the same. */
function still(evidence: readonly Evidence[]): Evidence[] {
  return evidence.map((seen) => ({ ...seen, wallMs: 0 }));
}

const never = new AbortController().signal;

/** What every `Reality` promises. */
export function realityContract(
  { describe, it, expect, beforeAll, afterAll }: TestFramework,
  name: string,
  open: () => Promise<RealityUnderTest>,
): void {
  describe(`the reality ${name}`, () => {
    let reality: Reality;
    let good: readonly Candidate[];
    let bad: readonly Candidate[];
    let broken: readonly Candidate[];
    let heldOut: HeldOut | undefined;
    beforeAll(async () => {
      const opened = await open();
      reality = opened.reality;
      good = opened.good.map(candidateOf);
      bad = opened.bad.map(candidateOf);
      broken = opened.broken.map(candidateOf);
      heldOut = opened.heldOut;
    });
    afterAll(() => reality.close());

    const judge = (stage: Stage, batch: readonly Candidate[]) =>
      Array.fromAsync(reality.judge(stage.name, batch, never));

    /** Goes through the stages as the gauntlet does: up to the first hard one that is failed. */
    async function climb(candidate: Candidate): Promise<{ stage: Stage; seen: Evidence }[]> {
      const climbed: { stage: Stage; seen: Evidence }[] = [];
      for (const stage of reality.stages) {
        const [seen] = await judge(stage, [candidate]);
        climbed.push({ stage, seen: seen! });
        if (stage.hard && !hasPassed(seen!)) break;
      }
      return climbed;
    }

    it('has stages of different names, one of them hard and for everyone', async () => {
      const names = reality.stages.map((stage) => stage.name);
      expect(new Set(names).size).toBe(names.length);
      expect(reality.stages.some(({ hard, audience }) => hard && audience === 'everyone')).toBe(
        true,
      );
    });

    it('tells its problem as plain data', async () => {
      expect(structuredClone(reality.problem)).toEqual(reality.problem);
    });

    it('has axes with ascending bounds and objectives with weights from 0 to 1', async () => {
      for (const { bounds } of reality.axes) {
        expect(bounds).toEqual(bounds.toSorted((left, right) => left - right));
      }
      expect(reality.objectives.length > 0).toBe(true);
      expect(reality.objectives.every(({ weight }) => weight >= 0 && weight <= 1)).toBe(true);
    });

    it('answers once a candidate, in the order of the batch, at every stage', async () => {
      const batch = [...bad, ...good, ...broken, ...good];
      for (const stage of reality.stages) {
        const evidence = await judge(stage, batch);
        expect(evidence.map(({ candidate }) => candidate)).toEqual(batch.map(({ id }) => id));
        expect(evidence.every((seen) => seen.stage === stage.name && seen.wallMs >= 0)).toBe(true);
      }
    });

    it('answers nothing for an empty batch', async () => {
      for (const stage of reality.stages) expect(await judge(stage, [])).toEqual([]);
    });

    it('lets good candidates through every hard stage', async () => {
      for (const candidate of good) {
        const climbed = await climb(candidate);
        const failed = climbed.filter(({ stage, seen }) => stage.hard && !hasPassed(seen));
        expect(failed).toEqual([]);
      }
    });

    it('stops bad candidates, and says what can be learnt from them', async () => {
      for (const candidate of bad) {
        const last = (await climb(candidate)).at(-1)!;
        expect(last.stage.hard).toBe(true);
        expect(last.seen.verdict === 'failed' && last.seen.feedback.length > 0).toBe(true);
      }
    });

    it('has a verdict for candidates that cannot be run', async () => {
      for (const candidate of broken) {
        const last = (await climb(candidate)).at(-1)!;
        expect(last.seen.verdict).toMatch(/^(?:failed|timedOut|crashed|rejected)$/);
      }
    });

    it('counts no more passed than there are, and scores that are finite', async () => {
      for (const candidate of [...good, ...bad]) {
        for (const { seen } of await climb(candidate)) {
          if (seen.verdict !== 'passed' && seen.verdict !== 'failed') continue;
          expect(seen.passed >= 0 && seen.passed <= seen.total).toBe(true);
          expect((scoresOf(seen) ?? []).every(Number.isFinite)).toBe(true);
        }
      }
    });

    it('says which cases a score is of, and shows everyone none that are held out', async () => {
      for (const candidate of good) {
        for (const { stage, seen } of await climb(candidate)) {
          const isScored = (scoresOf(seen) ?? []).length > 0;
          expect(isScored && stage.split === undefined).toBe(false);
        }
      }
      const shown = reality.stages.filter(({ audience }) => audience === 'everyone');
      expect(shown.some(({ split }) => split !== undefined && split !== 'train')).toBe(false);
    });

    it('shows no case that is held out', async () => {
      const hidden = reality.stages.filter(({ audience }) => audience !== 'everyone');
      for (const stage of hidden) {
        const evidence = await judge(stage, [...good, ...bad]);
        expect(evidence.some((seen) => 'counterexample' in seen)).toBe(false);
      }
    });

    it('tells of no case that is held out in what models and people read', async () => {
      if (heldOut === undefined) return;
      const failing = heldOut.sources.map(candidateOf);
      expect(failing.length > 0).toBe(true);
      const notes: string[] = [];
      let failed = new Set<string>();
      for (const { name: stage, audience } of reality.stages) {
        const evidence = await Array.fromAsync(
          reality.judge(stage, [...failing, ...good, ...bad, ...broken], never),
        );
        notes.push(...evidence.map((seen) => noteOf(seen) ?? ''));
        const wrong = evidence.filter((seen) => !hasPassed(seen)).map(({ candidate }) => candidate);
        if (audience !== 'everyone') failed = failed.union(new Set(wrong));
      }
      expect(failing.filter(({ id }) => !failed.has(id))).toEqual([]);
      const { tells } = heldOut;
      expect(notes.filter((note) => tells.some((told) => told.test(note)))).toEqual([]);
    });

    it('gives the same evidence again, but for what varies', async () => {
      for (const stage of reality.stages.filter(({ varies }) => !varies)) {
        const [first, second] = [await judge(stage, good), await judge(stage, good)];
        expect(still(second)).toEqual(still(first));
      }
    });

    it('answers references with finite scores', async () => {
      const hasFinal = reality.stages.some(({ split }) => split === 'final');
      for (const withFinal of [false, true]) {
        for (const { score } of await reality.references(withFinal, never)) {
          expect(Object.values(score).every(Number.isFinite)).toBe(true);
          expect('final' in score).toBe(withFinal && hasFinal);
        }
      }
    });

    it('finds disagreements that are some, and no more than asked for', async () => {
      const candidates = [...good, ...bad];
      const found = await reality.disagreements(candidates, 3, never);
      expect(found.length <= 3).toBe(true);
      for (const { results } of found) {
        const [first, ...others] = results.map(({ result }) => result);
        expect(others.some((other) => !sameValue(other, first!, 0))).toBe(true);
      }
      expect(await reality.disagreements(good.slice(0, 1), 3, never)).toEqual([]);
    });

    it('throws for a stage that it does not have', async () => {
      let thrown: unknown;
      try {
        await Array.fromAsync(reality.judge('no such stage', good, never));
      } catch (error) {
        thrown = error;
      }
      expect(thrown instanceof SluiceError && thrown.fault).toBe('internal');
    });

    it("throws the signal's reason once it is aborted", async () => {
      const reason = new Error('enough');
      let thrown: unknown;
      try {
        const [stage] = reality.stages;
        await Array.fromAsync(reality.judge(stage!.name, good, AbortSignal.abort(reason)));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBe(reason);
    });
  });
}
