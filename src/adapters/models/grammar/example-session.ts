import type { Draft } from '../../../domain/candidate.ts';
import type { ValueSignature } from '../../../domain/function.ts';
import type { ModelEvent, ModelSession, ProposalRequest } from '../../../ports/model.ts';
import type { SentHarvest } from './generator-messages.ts';
import { GeneratorPool } from './generator-pool.ts';
import type { ExampleProblem } from './generator.ts';
import { nodeCount } from './language/expression.ts';
import { parse } from './language/parse.ts';
import { printFunction } from './language/print.ts';
import { Quotas } from './quotas.ts';

/** Step k divides its work by what was found up to step k − 2, so that no thread waits. */
const quotaLag = 2;

/** Proposals a step at most; the cheapest first. */
const draftsPerStep = 64;

/** The grammar model on a problem of equality: generators that race by quota. */
export class ExampleSession implements ModelSession {
  readonly #pool: GeneratorPool;
  readonly #signature: ValueSignature;
  readonly #quotas: Quotas;
  readonly #places: readonly number[];
  readonly #proposed = new Set<string>();
  readonly #steps = new Map<number, Promise<void>>();
  /** The shares of the steps to come; a step that is not here divides its work evenly. */
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
    options: { readonly seed: number; readonly workers: number },
  ): Promise<ExampleSession> {
    const pool = await GeneratorPool.open(problem, options.seed, options.workers);
    return new ExampleSession(pool, signature);
  }

  async *propose(request: ProposalRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const earlier = this.#steps.get(request.step - quotaLag);
    const previous = this.#steps.get(request.step - 1);
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    this.#steps.set(request.step, done);
    this.#steps.delete(request.step - quotaLag - 1);
    const { promise: cutOff, reject: cut } = Promise.withResolvers<never>();
    cutOff.catch(() => undefined);
    const abort = (): void => cut(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      await Promise.race([earlier, cutOff]);
      const quotas = this.#quotasFor(request);
      const harvests = await Promise.race([this.#pool.advance(quotas), cutOff]);
      await Promise.race([previous, cutOff]);
      yield* this.#fold(harvests, quotas);
      this.#shares.set(request.step + quotaLag, this.#quotas.shares());
    } finally {
      signal.removeEventListener('abort', abort);
      finish();
    }
  }

  #quotasFor({ step, asks }: ProposalRequest): Map<number, number> {
    const count = asks.reduce((sum, ask) => sum + ask.count, 0);
    const shares = this.#shares.get(step);
    this.#shares.delete(step);
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
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
