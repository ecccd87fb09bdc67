import type { Property } from '../../../domain/function.ts';
import { showValue, type Value } from '../../../domain/value.ts';
import type { Trial } from '../../../ports/sandbox.ts';
import type { Broken } from '../performing/check-properties.ts';
import type { Instance, Instantiate } from '../performing/compile.ts';
import { errorText, Rejected, shortened } from '../performing/failures.ts';
import type { Meter, Predicates } from '../performing/perform.ts';
import type { MachineLimits } from './machine.ts';
import { RealmEngine } from './program.ts';

/** Where a property finds the function that it is about. */
const judgedName = 'sluice:judged';

/**
 * Runs properties that are text in an engine of their own: between one and the program that it
 * judges only copies of values cross. It may spend as much as the program; one that needs more than
 * is usual raises what trials may spend, as a slow program would.
 */
export class RealmPredicates implements Predicates {
  readonly #limits: MachineLimits;
  #engine: RealmEngine | undefined;
  /** Absent while a property is opened: it is about calls, and meets programs in these alone. */
  #judged: Instance | undefined;

  constructor(limits: MachineLimits) {
    this.#limits = limits;
  }

  /** With what programs spend: the more wasteful of the two counts. */
  metered(programs: Meter): Meter {
    const own = (): Meter | undefined => this.#engine?.meter;
    return {
      start: (trial) => {
        own()?.start(trial);
        return programs.start(trial);
      },
      get spent() {
        return Math.max(programs.spent, own()?.spent ?? 0);
      },
      get exhausted() {
        return programs.exhausted || own()?.exhausted === true;
      },
    };
  }

  check(
    properties: readonly Property[],
    instantiate: Instantiate,
    inputs: readonly (readonly Value[])[],
    trial: Trial,
  ): { readonly total: number; readonly broken: readonly Broken[] } {
    const lent = (...args: readonly Value[]): Value => this.#call(args);
    this.#engine ??= new RealmEngine({ [judgedName]: { judged: lent } }, this.#limits, true);
    this.#engine.meter.start(trial);
    const broken: Broken[] = [];
    for (const { name, source } of properties) {
      this.#judged = undefined;
      const predicate = this.#opened(name, source);
      // The program meets every property in its first state.
      this.#judged = instantiate();
      const counterexample = this.#counterexample(predicate, inputs);
      if (counterexample !== undefined) broken.push({ property: name, counterexample });
    }
    return { total: properties.length, broken };
  }

  #opened(name: string, source: string): Instance {
    const module = `import { judged } from '${judgedName}';
const property = (
${source}
);
if (typeof property !== 'function') throw new TypeError('it is no function');
export const holds = (...args) => property(judged, ...args);`;
    try {
      return this.#engine!.compile(module, 'holds', shape)();
    } catch (error) {
      const why = error instanceof Rejected ? error.message : errorText(error);
      throw new Rejected(`the property ${JSON.stringify(name)} cannot be used: ${why}`);
    }
  }

  /** The shortest of the inputs on which the property does not hold, and why where it says. */
  #counterexample(predicate: Instance, inputs: readonly (readonly Value[])[]): string | undefined {
    const found: string[] = [];
    for (const args of inputs) {
      const why = this.#whyNot(predicate, args);
      if (why === undefined) continue;
      found.push(shortened(`(${args.map(showValue).join(', ')})${why}`));
    }
    return found.toSorted((left, right) => left.length - right.length)[0];
  }

  /** `undefined` where it holds: nothing but `true` says so. */
  #whyNot(predicate: Instance, args: readonly Value[]): string | undefined {
    const result = predicate.call(args);
    if (result.kind === 'threw') return `: ${result.error}`;
    return result.kind === 'value' && result.value === true ? undefined : '';
  }

  #call(args: readonly Value[]): Value {
    if (this.#judged === undefined) throw new Error('there is no function outside of a call');
    const result = this.#judged.call(args);
    if (result.kind === 'value') return result.value;
    throw new Error(result.kind === 'threw' ? result.error : `it returned ${result.description}`);
  }
}

const shape = { params: [], returns: 'boolean', imports: {} } as const;
