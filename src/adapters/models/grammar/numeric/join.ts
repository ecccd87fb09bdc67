import { parameter } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import type { ExampleProblem, Generator } from '../generator.ts';
import { Admission } from './admission.ts';
import { arithmeticFor } from './arithmetic.ts';
import type { Arithmetic } from './arithmetic.ts';
import { Bank, consideredAgain } from './bank.ts';
import { Basket, steppedGenerator } from './harvesting.ts';
import type { Steps } from './harvesting.ts';
import { caseTable, isNumeric } from './cases.ts';
import { FeatureSet, Lanes } from './feature-set.ts';
import { Goal, baseMappings, mappings, restMappings } from './goal.ts';
import { grammarFor, isWhole } from './grammar.ts';
import { openKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { mostEntries, mostFeatures, rounds } from './join-rounds.ts';
import type { Round } from './join-rounds.ts';
import { linearCombination } from './linear.ts';
import { loadPrograms } from './programs.ts';
import { products, sums } from './space.ts';

/** With fewer cases than this, two fitted constants agree with too much. */
const fewestForAffine = 6;
/** A match of at least this share is exact; what is below the bar is of use for noisy data only. */
const exactShare = 1 - 1e-10;
/** How far from a goal other than the target a program for it may be. */
const exactDistance = 1e-6;
/** To what share of the best before a fit must lower what is unexplained to be worth finishing. */
const progress = 0.85;
/** Rows of work that are done between two looks at the quota. */
const perRow = 32;
/** Proposals of one row, at most. */
const perHits = 16;

/** What the parts of are explained by features, besides those of the target. */
const partedMappings = [mappings.square, mappings.logarithm];

/** Cases enough to tell a quadratic form of the parameters and a few features from chance. */
function casesFor(parameters: number): number {
  const quadratic = 1 + parameters + (parameters * (parameters + 1)) / 2;
  return Math.max(32, Math.ceil((quadratic + 16) / 8) * 8);
}

const mapsByOpcode = new Map(restMappings.map((each) => [each.opcode, each]));

/**
 * Searches from both ends: the target is undone and parted into goals, and a goal is looked up in
 * the bank, or explained by a few of its entries, all coefficients being found by least squares.
 * One look-up decides as many combinations as the bank has entries.
 */
class JoinSearch {
  readonly basket: Basket;
  readonly #kernel: Kernel;
  readonly #lanes: Lanes;
  readonly #bank: Bank;
  readonly #growth;
  readonly #admission: Admission;
  readonly #arithmetic: Arithmetic;
  readonly #goals: readonly Goal[];
  readonly #goalColumns: readonly number[];
  /** The goals whose parts are explained: those that are not parts of one another. */
  readonly #partedGoals: readonly Goal[];
  readonly #partedColumns: readonly number[];
  readonly #sets: readonly FeatureSet[];
  readonly #maps: number;

  constructor(problem: ExampleProblem) {
    const cases = caseTable(problem, casesFor(problem.params.length));
    const kernel = openKernel();
    this.#kernel = kernel;
    loadPrograms(kernel, cases, []);
    this.#bank = new Bank(kernel, grammarFor(problem, cases), cases, mostEntries);
    this.#growth = this.#bank.growth();
    kernel.configureSketches(mostEntries, Number(cases.count >= fewestForAffine));
    this.#admission = new Admission(problem);
    this.basket = new Basket(this.#admission);
    this.#arithmetic = arithmeticFor(isWhole(problem));
    this.#lanes = new Lanes(kernel, cases);
    kernel.configureFeatures(this.#lanes.padded);
    const target = Goal.of(this.#admission);
    const mapped = baseMappings.map((each) => target.mapped(each));
    this.#goals = [target, ...mapped.filter((goal) => goal.isDefined)];
    this.#partedGoals = [target, ...partedMappings.map((each) => target.mapped(each))].filter(
      (goal) => goal.isDefined,
    );
    this.#goalColumns = this.#goals.map((goal) => this.#lanes.column(goal.target));
    this.#partedColumns = this.#partedGoals.map((goal) => this.#lanes.column(goal.target));
    this.#sets = this.#featureSets(problem.params.map((type, index) => parameter(index, type)));
    this.#maps = kernel.allocate(16);
    const opcodes = restMappings.map(({ opcode }) => opcode);
    new Uint8Array(kernel.memory.buffer, this.#maps, 16).set(opcodes);
  }

  #featureSets(parameters: readonly Expression[]): FeatureSet[] {
    const squares = parameters.flatMap((left, place) =>
      parameters.slice(0, place + 1).map((right) => this.#arithmetic.product(left, right)),
    );
    return [
      { space: sums(this.#arithmetic), basis: [] },
      { space: products(this.#arithmetic), basis: parameters },
      { space: sums(this.#arithmetic), basis: parameters },
      { space: sums(this.#arithmetic), basis: [...parameters, ...squares] },
    ]
      .map((family, set) => new FeatureSet(this.#lanes, family, this.#goals, set, mostFeatures))
      .filter((set) => set.isDetermined);
  }

  /** Yields the work of each step, in about the cost of one program. */
  *search(): Steps {
    const bars = this.#sets.map(() => {
      const bar = new Float64Array(this.#goals.length).fill(exactShare);
      return bar.fill(0, 0, 1);
    });
    for (const set of this.#sets) this.#explainAlone(set);
    for (const round of rounds) {
      yield* this.#grow(round.bank);
      for (const [place, set] of this.#sets.entries()) {
        yield* this.#explain(set, bars[place]!, round.features);
      }
      yield* this.#join(round.bank);
      yield* this.#explainParts(round);
    }
  }

  *#grow(size: number): Steps {
    while (this.#bank.size < size) {
      const step = this.#growth.next();
      if (step.done === true) break;
      this.basket.count(consideredAgain(step.value));
      yield step.value;
    }
    this.#kernel.indexSketches();
  }

  /** Goals that lie in the span of a family's basis; the target's nearest point there anyhow. */
  #explainAlone(set: FeatureSet): void {
    const { space, basis } = set.family;
    for (const [place, goal] of this.#goals.entries()) {
      if (place === 0 || set.spans(place)) this.#propose(goal, space.fit(basis, goal));
    }
  }

  /** Goals as sums or products of a family's basis and one or two features. */
  *#explain(set: FeatureSet, bars: Float64Array, most: number): Steps {
    while (set.size < most && set.hasNext(this.#bank)) {
      yield 4;
      const feature = set.add(this.#bank);
      if (feature === undefined) continue;
      this.basket.cover(this.#goals.length * (feature + 1));
      for (const goal of this.#goals.keys()) {
        this.#offer(set, goal, [feature], set.explained(feature, goal), bars);
      }
      for (const { right, goal, share } of set.pairsWith(feature, bars).slice(0, perHits)) {
        this.#offer(set, goal, [right, feature], share, bars);
      }
      yield feature / 8;
    }
  }

  /** Proposes a fit that explains more than the bar, and raises the bar for the target itself. */
  #offer(
    set: FeatureSet,
    place: number,
    features: readonly number[],
    share: number,
    bars: Float64Array,
  ): void {
    if (!(share > bars[place]!)) return;
    if (share < exactShare) bars[place] = 1 - (1 - share) * progress;
    const goal = this.#goals[place]!;
    const chosen = features.map((feature) => this.#bank.expression(set.id(feature)));
    const { space, basis } = set.family;
    this.#propose(goal, space.fit([...basis, ...chosen], goal));
  }

  /** Parts each goal by each entry and looks the rest up in the bank. */
  *#join(size: number): Steps {
    const mapCount = restMappings.length;
    for (const [place, goal] of this.#goals.entries()) {
      const column = this.#goalColumns[place]!;
      const found = this.#kernel.findSketch(column);
      if (found >= 0) this.#proposeSum(goal, [this.#bank.expression(found)]);
      for (let from = 0; from < Math.min(size, this.#bank.size); from += perRow) {
        const to = Math.min(from + perRow, this.#bank.size);
        this.#kernel.joinRow(column, from, to, this.#maps, mapCount);
        this.basket.cover(this.#kernel.rowCovered.value);
        for (const [rest, entry] of this.#hits(goal)) {
          this.#proposeSum(rest, entry === -1 ? [] : [this.#bank.expression(entry)]);
        }
        yield 16 * perRow;
      }
    }
  }

  /** Parts each goal by each of the first entries: do basis and one feature explain the rest? */
  *#explainParts(round: Round): Steps {
    const mapCount = restMappings.length;
    const entries = Math.min(round.partedBy, this.#bank.size);
    for (const set of this.#sets) set.limit(round.explainedBy);
    for (let f = 0; f < entries; f++) {
      for (const [place, goal] of this.#partedGoals.entries()) {
        for (const set of this.#sets) {
          const column = this.#partedColumns[place]!;
          set.explainParted(column, f, this.#maps, mapCount);
          this.basket.cover(4 * (mapCount + 1) * set.size);
          for (const [rest, feature] of this.#hits(goal)) {
            const { space, basis } = set.family;
            const chosen = feature === -1 ? [] : [this.#bank.expression(set.id(feature))];
            if (rest.isDefined) this.#propose(rest, space.fit([...basis, ...chosen], rest));
          }
          yield round.explainedBy;
        }
      }
    }
  }

  /** The goals' rests that the last row of the kernel found something for, and what. */
  #hits(goal: Goal): [Goal, number][] {
    const count = Math.min(perHits, this.#kernel.hitCount.value);
    const { buffer } = this.#kernel.memory;
    const hits = new Int32Array(buffer, this.#kernel.hitAt(), 4 * count).slice();
    return Array.from({ length: count }, (_, hit) => {
      const [f, way, map, entry] = hits.subarray(4 * hit, 4 * hit + 4);
      const parted = goal.parted(way!, this.#bank.expression(f!));
      const mapping = mapsByOpcode.get(map!);
      return [mapping === undefined ? parted : parted.mapped(mapping), entry!];
    });
  }

  #proposeSum(goal: Goal, features: readonly Expression[]): void {
    if (goal.isDefined) this.#propose(goal, linearCombination(features, goal, this.#arithmetic));
  }

  #propose(goal: Goal, part: Expression | undefined): void {
    if (part === undefined || this.basket.isFull) return;
    const isTarget = goal === this.#goals[0];
    if (!isTarget && !(goal.distanceOf(goal.values(part)) < exactDistance)) return;
    for (const program of goal.restore(part)) this.basket.propose(program);
  }
}

/** Meets in the middle; declines what is not all numbers. */
export function joinGenerator(problem: ExampleProblem): Generator | undefined {
  return isNumeric(problem) ? openSearch(problem) : undefined;
}

function openSearch(problem: ExampleProblem): Generator {
  const search = new JoinSearch(problem);
  return steppedGenerator('join', search.basket, search.search());
}
