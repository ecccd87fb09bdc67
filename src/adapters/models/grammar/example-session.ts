import type { Draft } from '../../../domain/candidate.ts';
import { addConsidered, nothingConsidered, type Considered } from '../../../domain/considered.ts';
import type { ValueSignature } from '../../../domain/function.ts';
import type {
  ModelEvent,
  ModelSession,
  ProposalRequest,
  SessionOptions,
} from '../../../ports/model.ts';
import type { SentHarvest } from './generator-messages.ts';
import { GeneratorPool } from './generator-pool.ts';
import type { ExampleProblem } from './generator.ts';
import { costOf } from './language/cost.ts';
import { keyOf, nodeCount, type Expression } from './language/expression.ts';
import { parse } from './language/parse.ts';
import { printFunction } from './language/print.ts';
import { Quotas } from './quotas.ts';
import { shrink } from './shrink.ts';

/** Turn k divides its work by what was found up to turn k − 2, so that no thread waits. */
const quotaLag = 2;

/** Proposals a step at most; the cheapest first. */
const draftsPerStep = 64;

/** What a program may cost beyond what the examples call for: one operation. */
const dearestQuestion = 2;

interface Proposal {
  readonly draft: Draft;
  readonly cost: number;
}

interface Checkpoint {
  /** How many programs each turn since the checkpoint before was asked for. */
  readonly counts: readonly number[];
}

/** The grammar model on a problem of equality: generators that race by quota. */
export class ExampleSession implements ModelSession {
  readonly #pool: GeneratorPool;
  readonly #problem: ExampleProblem;
  readonly #signature: ValueSignature;
  readonly #quotas: Quotas;
  readonly #places: readonly number[];
  readonly #proposed = new Set<string>();
  /** How many programs each turn was asked for: all that a replay needs. */
  readonly #counts: number[] = [];
  /** How many of them earlier checkpoints have told. */
  #told = 0;
  readonly #turns = new Map<number, Promise<void>>();
  /** The shares of the turns to come; a turn that is not here divides its work evenly. */
  readonly #shares = new Map<number, readonly number[]>();
  #closestError = Number.POSITIVE_INFINITY;

  private constructor(pool: GeneratorPool, problem: ExampleProblem, signature: ValueSignature) {
    this.#pool = pool;
    this.#problem = problem;
    this.#signature = signature;
    this.#places = [...pool.names.keys()].toSorted((left, right) => left - right);
    this.#quotas = new Quotas(this.#places.length);
  }

  static async open(
    problem: ExampleProblem,
    signature: ValueSignature,
    options: SessionOptions,
  ): Promise<ExampleSession> {
    const pool = await GeneratorPool.open(problem, options.seed, options.workers);
    const session = new ExampleSession(pool, problem, signature);
    const checkpoints = (options.resumeFrom ?? []) as readonly Checkpoint[];
    const { signal = new AbortController().signal, resuming = () => undefined } = options;
    const counts = checkpoints.flatMap((checkpoint) => checkpoint.counts);
    try {
      await session.#replay(counts, signal, resuming);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /**
   * Takes the generators to where they were: they are deterministic, so asking the same again
   * leaves them, and the quotas, as they stood.
   */
  async #replay(
    counts: readonly number[],
    signal: AbortSignal,
    resuming: (share: number) => void,
  ): Promise<void> {
    const all = counts.reduce((sum, count) => sum + count, 0);
    let done = 0;
    for (const [step, count] of counts.entries()) {
      const asks = [{ island: 0, parents: [], count }];
      for await (const event of this.propose({ step, asks }, signal)) void event;
      done += count;
      resuming(done / all);
    }
    this.#told = counts.length;
  }

  async *propose(request: ProposalRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const count = request.asks.reduce((sum, ask) => sum + ask.count, 0);
    const turn = this.#counts.push(count) - 1;
    const earlier = this.#turns.get(turn - quotaLag);
    const previous = this.#turns.get(turn - 1);
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    this.#turns.set(turn, done);
    this.#turns.delete(turn - quotaLag - 1);
    const { promise: cutOff, reject: cut } = Promise.withResolvers<never>();
    cutOff.catch(() => undefined);
    const abort = (): void => cut(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      await Promise.race([earlier, cutOff]);
      const quotas = this.#quotasFor(turn, count);
      const harvests = await Promise.race([this.#pool.advance(quotas), cutOff]);
      await Promise.race([previous, cutOff]);
      yield* this.#fold(harvests, quotas);
      this.#shares.set(turn + quotaLag, this.#quotas.shares());
    } finally {
      signal.removeEventListener('abort', abort);
      finish();
    }
  }

  #quotasFor(turn: number, count: number): Map<number, number> {
    const shares = this.#shares.get(turn);
    this.#shares.delete(turn);
    return new Map(
      this.#places.flatMap((place, index) => {
        const share = shares?.[index] ?? 1 / this.#places.length;
        return share === 0 ? [] : [[place, Math.max(1, Math.round(count * share))]];
      }),
    );
  }

  *#fold(
    harvests: readonly SentHarvest[],
    quotas: ReadonlyMap<number, number>,
  ): Iterable<ModelEvent> {
    const proposals: Proposal[] = [];
    let shrunk = nothingConsidered;
    for (const harvest of harvests) {
      yield { kind: 'considered', considered: harvest.considered };
      const index = this.#places.indexOf(harvest.generator);
      if (harvest.nearest !== undefined && this.#isWorthProposing(harvest.nearest)) {
        const program = parse(harvest.nearest.program, this.#signature);
        proposals.push(this.#proposalOf(program, this.#pool.names.get(harvest.generator)!));
      }
      const fresh = harvest.findings.filter((finding) => this.#isWorthProposing(finding));
      this.#quotas.record(index, fresh.length, quotas.get(harvest.generator)!, harvest.exhausted);
      const strategy = this.#pool.names.get(harvest.generator)!;
      for (const { program, error } of fresh) {
        const expression = parse(program, this.#signature);
        const smaller = error === 0 ? shrink(expression, this.#problem) : undefined;
        if (smaller === undefined || isQuestion(expression, smaller.program)) {
          proposals.push(this.#proposalOf(expression, strategy));
        }
        if (smaller === undefined) continue;
        shrunk = addConsidered(shrunk, consideredBy(smaller));
        if (this.#isNew(keyOf(smaller.program))) {
          proposals.push(this.#proposalOf(smaller.program, 'shrink'));
        }
      }
    }
    yield { kind: 'considered', considered: shrunk };
    proposals.sort((left, right) => left.cost - right.cost);
    for (const { draft } of proposals.slice(0, draftsPerStep)) {
      yield { kind: 'draft', island: 0, draft };
    }
    if (this.#quotas.allExhausted) yield { kind: 'exhausted' };
  }

  /** What agrees with every example, and of the rest only what comes closer than all before. */
  #isWorthProposing({ program, error }: { program: string; error: number }): boolean {
    if (error > 0 && error >= this.#closestError) return false;
    if (!this.#isNew(program)) return false;
    this.#closestError = Math.min(this.#closestError, error);
    return true;
  }

  #isNew(program: string): boolean {
    const before = this.#proposed.size;
    return this.#proposed.add(program).size > before;
  }

  #proposalOf(program: Expression, strategy: string): Proposal {
    return {
      cost: costOf(program),
      draft: {
        source: printFunction(this.#signature, program),
        parents: [],
        strategy,
        program: keyOf(program),
        tokens: nodeCount(program),
        costUsd: 0,
      },
    };
  }

  checkpoint(): Promise<unknown> {
    const counts = this.#counts.slice(this.#told);
    this.#told = this.#counts.length;
    return Promise.resolve({ counts } satisfies Checkpoint);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/**
 * Whether a program is worth a look beside what is left of it when it is shrunk: where it does one
 * thing more than the examples call for, they may have left out just that.
 */
function isQuestion(program: Expression, shrunk: Expression): boolean {
  if (keyOf(program) === keyOf(shrunk)) return true;
  const extra = costOf(program) - costOf(shrunk);
  return nodeCount(program) > nodeCount(shrunk) && extra <= dearestQuestion;
}

/** Each program with a part left out was run on the examples up to the first that it fails. */
function consideredBy({ program, tried }: ReturnType<typeof shrink>): Considered {
  const tokens = tried * nodeCount(program);
  return { ...nothingConsidered, tokens, generated: tried, runOnOne: tried };
}
