import type { Property } from '../../../domain/function.ts';
import { showValue, type Value } from '../../../domain/value.ts';
import type { Trial } from '../../../ports/sandbox.ts';
import type { Broken } from '../performing/check-properties.ts';
import type { Instance, Instantiate } from '../performing/compile.ts';
import { errorText, Rejected, shortened } from '../performing/failures.ts';
import type { Predicates } from '../performing/perform.ts';
import type { MachineLimits } from './machine.ts';
import { RealmEngine } from './program.ts';

/** Where a property finds the function that it is about. */
const judgedName = 'sluice:judged';

/**
 * Runs properties that are text in an engine of their own: between one and the program that it
 * judges only copies of values cross. It may call the program as often as its own fuel lasts.
 */
export class RealmPredicates implements Predicates {
  readonly #limits: MachineLimits;
  #engine: RealmEngine | undefined;
  #judged: Instance | undefined;
  /** What stopped the program inside a property's call: that is none of the property's doing. */
  #stopped: unknown;

  constructor(limits: MachineLimits) {
    this.#limits = limits;
  }

  check(
    properties: readonly Property[],
    instantiate: Instantiate,
    inputs: readonly (readonly Value[])[],
    trial: Trial,
  ): { readonly total: number; readonly broken: readonly Broken[] } {
    const lent = (...args: readonly Value[]): Value => this.#call(args);
    this.#engine ??= new RealmEngine({ [judgedName]: { judged: lent } }, this.#limits, true);
    const { meter } = this.#engine;
    meter.start(trial);
    const broken: Broken[] = [];
    for (const { name, source } of properties) {
      const predicate = this.#opened(name, source);
      // The program meets every property in its first state.
      this.#judged = instantiate();
      const counterexample = this.#counterexample(predicate, inputs);
      if (counterexample === undefined) continue;
      broken.push({ property: name, counterexample });
      if (meter.exhausted) break;
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
      if (this.#engine!.meter.exhausted) break;
    }
    return found.toSorted((left, right) => left.length - right.length)[0];
  }

  /** `undefined` where it holds: nothing but `true` says so. */
  #whyNot(predicate: Instance, args: readonly Value[]): string | undefined {
    try {
      const result = predicate.call(args);
      if (result.kind === 'threw') return `: ${result.error}`;
      return result.kind === 'value' && result.value === true ? undefined : '';
    } catch (error) {
      if (error === this.#stopped) throw error;
      return `: ${errorText(error)}`;
    }
  }

  #call(args: readonly Value[]): Value {
    let result;
    try {
      result = this.#judged!.call(args);
    } catch (error) {
      this.#stopped = error;
      throw error;
    }
    if (result.kind === 'value') return result.value;
    throw new Error(result.kind === 'threw' ? result.error : `it returned ${result.description}`);
  }
}

const shape = { params: [], returns: 'boolean', imports: {} } as const;
