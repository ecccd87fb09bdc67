import { addConsidered, nothingConsidered } from '../domain/considered.ts';
import type { Problem } from '../domain/problem.ts';
import type { Model, ModelEvent, ModelSession, ProposalRequest } from '../ports/model.ts';
import type { TestFramework } from './framework.ts';

/** What counts of an answer: its drafts in order, and what was considered in all. */
function steps(answers: readonly ModelEvent[][]): unknown[] {
  return answers.map((events) => ({
    drafts: events.filter((event) => event.kind === 'draft'),
    considered: events.reduce(
      (sum, event) => (event.kind === 'considered' ? addConsidered(sum, event.considered) : sum),
      nothingConsidered,
    ),
    exhausted: events.some((event) => event.kind === 'exhausted'),
  }));
}

const never = new AbortController().signal;
const reason = new Error('enough');

/**
 * What every `Model` promises, on a problem that it can work on; `proposals` is how many each
 * question asks for, less for a model that is slow.
 */
export function modelContract(
  { describe, it, expect }: TestFramework,
  name: string,
  model: Model,
  problem: Problem,
  proposals = 500,
): void {
  describe(`the model ${name}`, () => {
    it('answers with drafts of the islands that asked, each with a source', async () => {
      const drafts = (await answers(0, 3)).flat().filter((event) => event.kind === 'draft');
      expect(drafts.length > 0).toBe(true);
      for (const { island, draft } of drafts) {
        expect([0, 1].includes(island)).toBe(true);
        expect(draft.source.length > 0 && draft.strategy.length > 0).toBe(true);
        expect(draft.tokens >= 0 && draft.costUsd >= 0).toBe(true);
      }
    });

    it('counts what it considers in whole numbers, never downwards', async () => {
      for (const event of (await answers(0, 3)).flat()) {
        if (event.kind !== 'considered') continue;
        const figures = Object.values(event.considered) as number[];
        expect(figures.every((figure) => Number.isInteger(figure) && figure >= 0)).toBe(true);
      }
    });

    it('has a checkpoint that is plain JSON, and goes on from it', async () => {
      const session = await model.open(problem, { seed: 1, workers: 1 });
      await propose(session, requestOf(0, proposals));
      const checkpoint: unknown = await session.checkpoint();
      await session.close();
      const resumeFrom: unknown = JSON.parse(JSON.stringify(checkpoint ?? null));
      expect(resumeFrom ?? undefined).toEqual(checkpoint ?? undefined);
      const resumed = await model.open(problem, { seed: 1, workers: 1, resumeFrom: [resumeFrom] });
      const events = await propose(resumed, requestOf(1, proposals));
      expect(events.every(({ kind }) => kind.length > 0)).toBe(true);
      await resumed.close();
    });

    it("throws the signal's reason where it is aborted before it is asked", async () => {
      expect(await thrownBy((control) => control.abort(reason))).toBe(reason);
    });

    it("throws the signal's reason where it is aborted while it answers", async () => {
      const thrown = await thrownBy((control, answer) => {
        const first = answer.next();
        control.abort(reason);
        return first;
      });
      expect(thrown).toBe(reason);
    });

    if (!model.deterministic) return;

    it('goes on from its checkpoints as if it had never stopped', async () => {
      const whole = await model.open(problem, { seed: 3, workers: 1 });
      const resumeFrom: unknown[] = [];
      for (let step = 0; step < 2; step++) {
        await propose(whole, requestOf(step, proposals));
        resumeFrom.push(JSON.parse(JSON.stringify(await whole.checkpoint())));
      }
      const expected = steps([await propose(whole, requestOf(2, proposals))]);
      await whole.close();
      const resumed = await model.open(problem, { seed: 3, workers: 1, resumeFrom });
      expect(steps([await propose(resumed, requestOf(2, proposals))])).toEqual(expected);
      await resumed.close();
    });

    it('answers the same to the same seed and requests, with any number of workers', async () => {
      const first = steps(await answers(11, 3, 1));
      expect(steps(await answers(11, 3, 1))).toEqual(first);
      expect(steps(await answers(11, 3, 2))).toEqual(first);
    });
  });

  /** What comes of an answer that is asked for when `abort` is through, and read to its end. */
  async function thrownBy(
    abort: (control: AbortController, answer: AsyncIterator<ModelEvent>) => unknown,
  ): Promise<unknown> {
    const session = await model.open(problem, { seed: 1, workers: 1 });
    const control = new AbortController();
    const events = session.propose(requestOf(0, proposals), control.signal);
    const answer = events[Symbol.asyncIterator]();
    try {
      await abort(control, answer);
      while ((await answer.next()).done !== true);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      await session.close();
    }
  }

  /** The events of the first steps of a fresh session. */
  async function answers(seed: number, count: number, workers = 1): Promise<ModelEvent[][]> {
    const session = await model.open(problem, { seed, workers });
    try {
      const all: ModelEvent[][] = [];
      for (let step = 0; step < count; step++)
        all.push(await propose(session, requestOf(step, proposals)));
      return all;
    } finally {
      await session.close();
    }
  }
}

function propose(session: ModelSession, request: ProposalRequest): Promise<ModelEvent[]> {
  return Array.fromAsync(session.propose(request, never));
}

function requestOf(step: number, count: number): ProposalRequest {
  const asks = [0, 1].map((island) => ({ island, parents: [], count }));
  return { step, asks };
}
