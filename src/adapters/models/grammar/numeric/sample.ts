import { nothingConsidered } from '../../../../domain/considered.ts';
import type { Considered } from '../../../../domain/considered.ts';
import type { Expression } from '../language/expression.ts';
import type { ExampleProblem, Finding, Generator, Harvest } from '../generator.ts';
import { Admission } from './admission.ts';
import { arithmeticFor } from './arithmetic.ts';
import { coreOf } from './core.ts';
import { caseTable, isNumeric } from './cases.ts';
import { decode, grammarFor, isWhole } from './grammar.ts';
import type { Grammar } from './grammar.ts';
import { openKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { linearCombination } from './linear.ts';
import { Notable } from './notable.ts';
import { loadPrograms } from './programs.ts';
import { Productions } from './productions.ts';

/** The kernel's table of elites: records by length, then by rank. */
const recordBytes = 80;
const records = 64 * 4;

/** Elites that leave the inner loop in one advance. */
const finalists = 8;

/** The longest program, and the lengths that programs aim at. */
const longest = 40;
const aims = [6, 19] as const;

export interface Elite {
  readonly code: Uint8Array;
  /** The squared deviation of the target that is left after the best a·f + b. */
  readonly unexplained: number;
}

/** One of `slices` disjoint parts of the program space, so that two samplers never meet. */
export interface Slice {
  readonly slice: number;
  readonly slices: number;
}

/** The kernel's token emitter, with production weights that follow the evidence. */
export class Sampler {
  readonly #kernel: Kernel;
  readonly #productions: Productions;
  readonly #known = new Set<string>();

  constructor(
    kernel: Kernel,
    grammar: Grammar,
    seed: number,
    { slice, slices }: Slice = { slice: 0, slices: 1 },
  ) {
    this.#kernel = kernel;
    this.#productions = new Productions(kernel, grammar, aims);
    kernel.configureSampler(this.#productions.contexts, longest, slice, slices, seed);
    this.#productions.write();
  }

  /** Emits about `quota` programs; false when it can no longer tell which are new. */
  run(quota: number): boolean {
    return this.#kernel.sample(quota) !== 0;
  }

  /** What the last run did. */
  get considered(): Considered {
    const kernel = this.#kernel;
    return {
      ...nothingConsidered,
      tokens: kernel.sampledTokens.value,
      generated: kernel.sampledGenerated.value,
      distinct: kernel.sampledDistinct.value,
      runOnOne: kernel.sampledRunOnOne.value,
      runOnAll: kernel.sampledRunOnAll.value,
      new: kernel.sampledNew.value,
    };
  }

  /** The elites that were not there before, the best first; the weights learn from them. */
  newElites(): Elite[] {
    const elites: Elite[] = [];
    const bytes = new Uint8Array(this.#kernel.memory.buffer);
    const view = new DataView(this.#kernel.memory.buffer);
    for (let record = 0; record < records; record++) {
      const at = this.#kernel.eliteAt() + record * recordBytes;
      const unexplained = view.getFloat64(at, true);
      if (unexplained === Infinity) continue;
      const code = bytes.slice(at + 16, at + 16 + view.getInt32(at + 8, true));
      const key = code.join();
      if (this.#known.has(key)) continue;
      this.#known.add(key);
      elites.push({ code, unexplained });
    }
    elites.sort((left, right) => left.unexplained - right.unexplained);
    return elites;
  }

  /** Lets programs that did well shift the weights. */
  learn(elites: readonly Elite[]): void {
    for (const { code } of elites) this.#productions.learn(code, 1);
    this.#productions.write();
  }
}

class SampleGenerator implements Generator {
  readonly name = 'sample';
  readonly #sampler: Sampler;
  readonly #grammar: Grammar;
  readonly #admission: Admission;
  readonly #notable: Notable;
  readonly #arithmetic;

  constructor(problem: ExampleProblem, seed: number, slice?: Slice) {
    const kernel = openKernel();
    const cases = caseTable(problem);
    this.#grammar = grammarFor(problem, cases);
    loadPrograms(kernel, cases, this.#grammar.leaves);
    this.#sampler = new Sampler(kernel, this.#grammar, seed, slice);
    this.#admission = new Admission(problem);
    this.#notable = new Notable(longest, cases.target);
    this.#arithmetic = arithmeticFor(isWhole(problem));
  }

  advance(quota: number): Harvest {
    const hasRoom = this.#sampler.run(quota);
    const elites = this.#sampler.newElites().slice(0, finalists);
    this.#sampler.learn(elites);
    const findings = elites
      .filter(({ code, unexplained }) => this.#notable.accepts(code.length, unexplained))
      .flatMap(({ code }) => this.#finish(decode(code, this.#grammar)));
    return { findings, considered: this.#sampler.considered, exhausted: !hasRoom };
  }

  /** The program as it is, and its best multiple and shift. */
  #finish(program: Expression): Finding[] {
    const scaled = linearCombination([coreOf(program)], this.#admission, this.#arithmetic);
    return [program, scaled]
      .filter((candidate) => candidate !== undefined)
      .map((candidate) => this.#admission.admit(candidate))
      .filter((finding) => finding !== undefined);
  }
}

/** Samples one slice of the space; the whole of it where none is named. */
export function sampleGenerator(
  problem: ExampleProblem,
  seed: number,
  slice?: Slice,
): Generator | undefined {
  return isNumeric(problem) ? new SampleGenerator(problem, seed, slice) : undefined;
}
