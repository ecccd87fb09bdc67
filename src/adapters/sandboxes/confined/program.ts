import type { Value } from '../../../domain/value.ts';
import { unitsAMillisecond, type CallResult } from '../../../ports/sandbox.ts';
import { asJavaScript } from '../performing/as-javascript.ts';
import type { Instance, Instantiate, Shape } from '../performing/compile.ts';
import { Rejected, Thrown } from '../performing/failures.ts';
import type { Imports } from '../../../domain/module-body.ts';
import type { Meter, ProgramEngine } from '../performing/perform.ts';
import { timeCalls } from '../performing/time-calls.ts';
import { Unusable } from '../performing/usable-value.ts';
import { Crossing, Raised } from './crossing.ts';
import { Lending } from './lending.ts';
import { Machine, type MachineLimits } from './machine.ts';
import type { Box } from './quickjs.ts';

/** A longer program is nobody's answer. */
const sourceCharactersMost = 1_000_000;

const moduleFlag = 1;
/** What `Records` does inside: it has taken what it needs before a program could change it. */
const recordsPrelude = `(() => {
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty } = Reflect;
  const put = (object, key, value) => defineProperty(object, key,
    { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  const make = (entries) => {
    const made = {};
    for (let at = 0; at < entries.length; at += 2) put(made, entries[at], entries[at + 1]);
    return made;
  };
  const take = (record) => {
    const above = getPrototypeOf(record);
    if (above !== null && getPrototypeOf(above) !== null) return 'an object of a class';
    const keys = ownKeys(record);
    const entries = [];
    let count = 0;
    for (let index = 0; index < keys.length; index++) {
      if (typeof keys[index] === 'symbol') continue;
      const property = getOwnPropertyDescriptor(record, keys[index]);
      if (!property.enumerable) continue;
      if (getOwnPropertyDescriptor(property, 'value') === undefined) return 'an object with a getter';
      if (property.value === undefined) continue;
      put(entries, count++, keys[index]);
      put(entries, count++, property.value);
    }
    return entries;
  };
  return [null, make, take];
})()`;

const promise = { pending: 0, rejected: 2 } as const;

/**
 * What every realm holds beside the language: a console that says nothing. Answers with the
 * function that calls another many times, which stays out of every program's reach, and has taken
 * what it needs of the realm before one could change it.
 */
const prelude = `(() => {
  const silent = () => {};
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'assert', 'dir',
    'group', 'groupEnd', 'time', 'timeEnd', 'count'];
  const console = {};
  for (const name of names) console[name] = silent;
  Object.defineProperty(globalThis, 'console',
    { value: console, writable: true, configurable: true, enumerable: false });
  const apply = Reflect.apply;
  return (callee, inputs, rounds) => {
    let result;
    for (let round = 0; round < rounds; round++) {
      for (let index = 0; index < inputs.length; index++) {
        result = apply(callee, undefined, inputs[index]);
      }
    }
    return result;
  };
})()`;

/** Runs programs in realms of a machine, each fresh: one at a time, the last one opened. */
export class RealmEngine implements ProgramEngine {
  readonly #machine: Machine;
  readonly #crossing: Crossing;
  readonly #lending: Lending;
  readonly #repeat: Box;

  /** `isRich`: also `null` and records cross to what it imports, and back. */
  constructor(imports: Imports, limits: MachineLimits, isRich = false) {
    this.#lending = new Lending(imports, () => this.#crossing, isRich);
    this.#machine = new Machine(this.#lending);
    this.#crossing = new Crossing(this.#machine);
    this.#lending.install(this.#machine);
    this.#repeat = this.#evaluate(prelude, 0);
    this.#crossing.takeRecordsBy(this.#evaluate(recordsPrelude, 0));
    this.#machine.seal(limits);
  }

  readonly meter: Meter = ((engine: RealmEngine): Meter => ({
    start: ({ fuelMost, limitMs }) => {
      const granted = Math.min(fuelMost ?? Infinity, Math.ceil(limitMs * unitsAMillisecond));
      engine.#machine.fuel.fill(granted);
      return granted;
    },
    get spent() {
      return engine.#machine.fuel.spent;
    },
    get exhausted() {
      return engine.#machine.fuel.empty;
    },
  }))(this);

  readonly compile = (source: string, name: string, shape: Shape): Instantiate => {
    if (source.length > sourceCharactersMost) {
      throw new Rejected(`it is longer than ${sourceCharactersMost} characters`);
    }
    return asJavaScript(source, (script) => {
      let first: Instance | undefined = this.#freeIfRejected(() => this.#open(script, name, shape));
      const { resets } = this.#machine;
      return () => {
        const untouched = this.#machine.resets === resets ? first : undefined;
        first = undefined;
        return untouched ?? this.#open(script, name, shape);
      };
    });
  };

  /** What is rejected is tried in another form, by the first of its trials only: that is free. */
  #freeIfRejected<Result>(work: () => Result): Result {
    const giveBack = this.#machine.fuel.mark();
    try {
      return work();
    } catch (error) {
      if (error instanceof Rejected) giveBack();
      throw error;
    }
  }

  /** A fresh realm in which the program has been evaluated as a module. */
  #open(script: string, name: string, shape: Shape): Instance {
    this.#machine.reset();
    this.#machine.fuel.allowReading(script.length);
    const callee = this.#exported(this.#evaluateModule(script), name);
    return {
      call: (args) => this.#call(callee, args),
      guarded: (...args) => this.#guarded(callee, args, shape),
      time: (inputs, repetitions) => {
        const boxes = this.#crossing.write(inputs);
        const run = (rounds: number) =>
          void this.#thrown(() =>
            this.#crossing.call(this.#repeat, [
              this.#machine.engine.qjs_dup_value(callee),
              this.#machine.engine.qjs_dup_value(boxes),
              this.#crossing.write(rounds),
            ]),
          );
        return timeCalls(run, inputs.length, repetitions);
      },
    };
  }

  #call(callee: Box, args: readonly Value[]): CallResult {
    const { engine } = this.#machine;
    let result: Box;
    try {
      result = this.#crossing.call(
        callee,
        args.map((arg) => this.#crossing.write(arg)),
      );
    } catch (error) {
      if (error instanceof Raised) return { kind: 'threw', error: error.message };
      throw error;
    }
    try {
      return { kind: 'value', value: this.#crossing.read(result, true) };
    } catch (error) {
      if (error instanceof Unusable) return { kind: 'unusable', description: error.message };
      throw error;
    } finally {
      engine.qjs_free_value(result);
    }
  }

  #guarded(callee: Box, args: readonly unknown[], { params, returns, isRich }: Shape): Value {
    const boxes = params.map((_, index) => this.#crossing.writeLoose(args[index], isRich));
    const result = this.#thrown(() => this.#crossing.call(callee, boxes));
    const value = this.#crossing.read(result, isRich);
    this.#machine.engine.qjs_free_value(result);
    const primitive = returns === 'integer' ? 'number' : returns;
    if (/^(?:number|boolean|string)$/.test(primitive) && typeof value !== primitive) {
      throw new Unusable(`${typeof value} where its type is ${returns}`);
    }
    return value;
  }

  /** What is thrown inside becomes what a judge may see of it. */
  #thrown<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw error instanceof Raised ? new Thrown(error.message) : error;
    }
  }

  #evaluate(script: string, flags: number): Box {
    const text = this.#machine.writeText(script);
    const file = this.#machine.writeText('candidate');
    const result = this.#machine.run((engine) =>
      engine.qjs_eval(text.address, text.bytes, file.address, flags),
    );
    this.#machine.engine.wasm_free(text.address);
    this.#machine.engine.wasm_free(file.address);
    return this.#crossing.unlessRaised(result);
  }

  /** The namespace of a module that has been evaluated to its end. */
  #evaluateModule(script: string): Box {
    const { engine } = this.#machine;
    this.#lending.refused.length = 0;
    let evaluation: Box;
    try {
      evaluation = this.#evaluate(script, moduleFlag);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      throw new Rejected(this.#lending.refusal() ?? `it does not parse: ${error.message}`);
    }
    engine.qjs_promise_mark_as_handled(evaluation);
    if (engine.qjs_promise_state(evaluation) === promise.pending) {
      throw new Rejected('it waits: `await` stands outside of functions');
    }
    const settled = engine.qjs_promise_result(evaluation);
    if (engine.qjs_promise_state(evaluation) !== promise.rejected) return settled;
    throw new Thrown(this.#crossing.errorText(settled));
  }

  #exported(namespace: Box, name: string): Box {
    const { engine } = this.#machine;
    const callee = this.#thrown(() =>
      this.#crossing.unlessRaised(this.#crossing.property(namespace, name)),
    );
    if (engine.qjs_is_function(callee)) return callee;
    if (!engine.qjs_is_undefined(callee)) throw new Rejected(`\`${name}\` is no function`);
    const names = this.#crossing.read(engine.qjs_get_own_property_names_all(namespace));
    const others = (names as string[]).map((other) => `\`${other}\``).join(', ');
    throw new Rejected(`it exports no function \`${name}\`${others && `, only ${others}`}`);
  }
}
