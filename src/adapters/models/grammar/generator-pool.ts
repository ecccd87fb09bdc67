import { Worker } from 'node:worker_threads';

import { SluiceError } from '../../../domain/errors.ts';
import type { FromGenerators, SentHarvest, ToGenerators } from './generator-messages.ts';
import type { ExampleProblem } from './generator.ts';
import { generatorFactories } from './generators.ts';

const workerUrl = new URL(
  import.meta.url.endsWith('.ts') ? './generator-worker.ts' : './generator-worker.js',
  import.meta.url,
);

/** A bank of programs is bounded by design; this only turns a fault of ours into an error. */
const heapMegabytes = 4096;

/** One thread, and the questions to it that wait for their answers, in order. */
class Host {
  readonly #worker: Worker;
  readonly #waiting: {
    resolve: (answer: FromGenerators) => void;
    reject: (error: unknown) => void;
  }[] = [];

  constructor() {
    this.#worker = new Worker(workerUrl, {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    this.#worker.on('message', (answer: FromGenerators) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  async ask(message: ToGenerators): Promise<FromGenerators> {
    const answer = await new Promise<FromGenerators>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(message);
    });
    if (answer.kind === 'broken') throw brokenGenerator(answer.error);
    return answer;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
    this.#waiting.length = 0;
  }
}

/**
 * Spreads generators over threads. Which thread hosts a generator has no effect on what it finds,
 * so a run comes out the same whatever the number of threads.
 */
export class GeneratorPool {
  readonly #hosts: readonly Host[];
  readonly #hostOf = new Map<number, Host>();
  /** The generators that take part, by their place, with their names. */
  readonly names = new Map<number, string>();

  private constructor(hosts: readonly Host[]) {
    this.#hosts = hosts;
  }

  static async open(
    problem: ExampleProblem,
    seed: number,
    threads: number,
  ): Promise<GeneratorPool> {
    const hosts = Array.from({ length: Math.max(1, threads) }, () => new Host());
    const pool = new GeneratorPool(hosts);
    try {
      await pool.#host(problem, seed);
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  async #host(problem: ExampleProblem, seed: number): Promise<void> {
    const places = generatorFactories.map((_, place) => place);
    await Promise.all(
      this.#hosts.map(async (host, index) => {
        const generators = places.filter((place) => place % this.#hosts.length === index);
        const answer = await host.ask({ kind: 'open', problem, seed, generators });
        if (answer.kind !== 'opened') throw brokenGenerator(answer.kind);
        for (const [place, name] of answer.names) {
          this.#hostOf.set(place, host);
          this.names.set(place, name);
        }
      }),
    );
  }

  /** Advances each generator by its quota; the harvests come in the order of the generators. */
  async advance(quotas: ReadonlyMap<number, number>): Promise<SentHarvest[]> {
    const answers = await Promise.all(
      this.#hosts.map(async (host) => {
        const own = [...quotas].filter(([place]) => this.#hostOf.get(place) === host);
        if (own.length === 0) return [];
        const answer = await host.ask({ kind: 'advance', quotas: own });
        if (answer.kind !== 'advanced') throw brokenGenerator(answer.kind);
        return answer.harvests;
      }),
    );
    return answers.flat().toSorted((left, right) => left.generator - right.generator);
  }

  async close(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.close()));
  }
}

function brokenGenerator(cause: unknown): SluiceError {
  const found = cause instanceof Error ? cause.message : String(cause);
  return new SluiceError({
    fault: 'internal',
    place: 'a generator of the grammar model',
    found,
    wanted: 'an answer to every message',
    mend: 'This is a fault of Sluice; please report it with the specification and the seed.',
    cause,
  });
}
