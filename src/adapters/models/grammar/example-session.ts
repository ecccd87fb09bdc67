import type { Draft } from '../../../domain/candidate.ts';
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
import { nodeCount } from './language/expression.ts';
import { parse } from './language/parse.ts';
import { printFunction } from './language/print.ts';
import { Quotas } from './quotas.ts';

/** Turn k divides its work by what was found up to turn k − 2, so that no thread waits. */
const quotaLag = 2;

/** Proposals a step at most; the cheapest first. */
const draftsPerStep = 64;

/** How many programs each turn since the checkpoint before was asked for. */
interface Checkpoint {
  readonly counts: readonly number[];
}

/** The grammar model on a problem of equality: generators that race by quota. */
export class ExampleSession implements ModelSession {
  readonly #pool: GeneratorPool;
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

  private constructor(pool: GeneratorPool, signature: ValueSignature) {
    this.#pool = pool;
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
    const session = new ExampleSession(pool, signature);
    const checkpoints = (options.resumeFrom ?? []) as readonly Checkpoint[];
    await session.#replay(checkpoints.flatMap(({ counts }) => counts));
    return session;
  }

  /**
   * Takes the generators to where they were: they are deterministic, so asking the same again
   * leaves them, and the quotas, as they stood.
   */
  async #replay(counts: readonly number[]): Promise<void> {
    const never = new AbortController().signal;
    for (const [step, count] of counts.entries()) {
      const asks = [{ island: 0, parents: [], count }];
      for await (const event of this.propose({ step, asks }, never)) void event;
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
    const drafts: { draft: Draft; nodes: number }[] = [];
    for (const harvest of harvests) {
      yield { kind: 'considered', considered: harvest.considered };
      const index = this.#places.indexOf(harvest.generator);
      const fresh = harvest.findings.filter((finding) => this.#isWorthProposing(finding));
      this.#quotas.record(index, fresh.length, quotas.get(harvest.generator)!, harvest.exhausted);
      const strategy = this.#pool.names.get(harvest.generator)!;
      drafts.push(...fresh.map(({ program }) => this.#draftOf(program, strategy)));
    }
    drafts.sort((left, right) => left.nodes - right.nodes);
    for (const { draft } of drafts.slice(0, draftsPerStep)) {
      yield { kind: 'draft', island: 0, draft };
    }
    if (this.#quotas.allExhausted) yield { kind: 'exhausted' };
  }

  /** What agrees with every example, and of the rest only what comes closer than all before. */
  #isWorthProposing({ program, error }: { program: string; error: number }): boolean {
    if (this.#proposed.has(program)) return false;
    if (error > 0 && error >= this.#closestError) return false;
    this.#closestError = Math.min(this.#closestError, error);
    this.#proposed.add(program);
    return true;
  }

  #draftOf(program: string, strategy: string): { draft: Draft; nodes: number } {
    const expression = parse(program, this.#signature);
    const nodes = nodeCount(expression);
    const source = printFunction(this.#signature, expression);
    return {
      nodes,
      draft: { source, parents: [], strategy, program, tokens: nodes, costUsd: 0 },
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
