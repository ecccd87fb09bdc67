import type { Property } from '../../../domain/function.ts';
import { isValueType, partsOf, type Value } from '../../../domain/value.ts';
import type { CallResult, Finding, Outcome, Program, Trial } from '../../../ports/sandbox.ts';
import type { ScoreCode, SpecModule } from '../../../ports/spec-module.ts';
import { adopt } from './compile.ts';
import type { compile, Instance, Instantiate } from './compile.ts';
import type { Broken, CheckProperties } from './check-properties.ts';
import { errorText, Rejected, shortened, Unfit } from './failures.ts';
import type { Imports } from '../../../domain/module-body.ts';
import { Unusable } from './usable-value.ts';

/** What runs candidates: V8 itself, or an engine that counts what they spend. */
export interface ProgramEngine {
  readonly compile: typeof compile;
  readonly meter?: Meter;
  /** Judges by properties that are text; absent where such may not run. */
  readonly predicates?: Predicates;
}

/** Judges programs by properties that are text, and as hostile as the programs are. */
export interface Predicates {
  check(
    properties: readonly Property[],
    instantiate: Instantiate,
    inputs: readonly (readonly Value[])[],
    trial: Trial,
  ): { readonly total: number; readonly broken: readonly Broken[] };
}

/** Counts what a program spends, and stops it when it has spent what it was given. */
export interface Meter {
  /** Begins a trial. Answers what it may spend. */
  start(trial: Trial): number;
  /** Units of fuel spent since. */
  readonly spent: number;
  /** Whether it was stopped, whatever its judge made of that. */
  readonly exhausted: boolean;
}

/** What has been loaded beside the specification, since it wants it. */
export interface Resources {
  readonly imports: Imports;
  readonly engine: ProgramEngine;
  readonly checkProperties?: CheckProperties;
}

/** Compiled programs that are kept, so that the stages after the first need not compile again. */
const compiledMost = 256;

/** Runs trials one after the other inside a sandbox's process. */
export class Performer {
  readonly #spec: SpecModule | undefined;
  readonly #resources: Resources;
  readonly #compiled = new Map<string, Instantiate>();
  readonly #instances = new Map<string, readonly unknown[]>();

  constructor(spec: SpecModule | undefined, resources: Resources) {
    this.#spec = spec;
    this.#resources = resources;
  }

  perform(trial: Trial): Outcome {
    const startedMs = performance.now();
    const { meter } = this.#resources.engine;
    const granted = meter?.start(trial);
    const found = this.#attempt(trial, granted);
    const wallMs = performance.now() - startedMs;
    return meter === undefined ? { ...found, wallMs } : { ...found, wallMs, fuel: meter.spent };
  }

  /** Spent fuel is the verdict, also where the judge's own code made something else of it. */
  #attempt(trial: Trial, granted?: number): Finding {
    const { limitMs, fuelMost } = trial;
    const { meter } = this.#resources.engine;
    const limit = fuelMost === undefined ? {} : { fuelMost: granted ?? fuelMost };
    const timedOut = { kind: 'timedOut', limitMs, ...limit } as const;
    try {
      const found = this.#run(trial);
      return meter?.exhausted === true ? timedOut : found;
    } catch (error) {
      if (error instanceof Unfit) throw error;
      if (meter?.exhausted === true) return timedOut;
      if (error instanceof Rejected) return { kind: 'rejected', reason: shortened(error.message) };
      if (error instanceof Unusable) {
        return { kind: 'crashed', error: `the function returned ${error.message}` };
      }
      return { kind: 'crashed', error: errorText(error) };
    }
  }

  #run(trial: Trial): Finding {
    const { program, task } = trial;
    switch (task.kind) {
      case 'call':
        return callEach(this.#instantiate(program)(), task.inputs);
      case 'time': {
        const instance = this.#instantiate(program)();
        return { kind: 'timed', nanoseconds: instance.time(task.inputs, task.repetitions) };
      }
      case 'count':
        return { kind: 'scored', scores: [this.#split(task).length] };
      case 'aggregate':
        return { kind: 'scored', scores: task.lists.map((list) => aggregate(this.#score, list)) };
      case 'score':
        return {
          kind: 'scored',
          scores: this.#split(task)
            .slice(task.from, task.to)
            .map((instance) => this.#scoreOne(program, instance)),
        };
      case 'holds': {
        const { predicates } = this.#resources.engine;
        if (predicates === undefined) throw new Rejected('no property that is text may run here');
        const { properties, inputs } = task;
        const instantiate = this.#instantiate(program);
        return { kind: 'checked', ...predicates.check(properties, instantiate, inputs, trial) };
      }
      case 'properties': {
        const { properties } = this.#spec ?? {};
        const { checkProperties } = this.#resources;
        if (properties === undefined || checkProperties === undefined) {
          throw new Rejected('the specification has no `properties`');
        }
        const { guarded } = this.#instantiate(program)();
        return { kind: 'checked', ...checkProperties(properties, guarded, task) };
      }
    }
  }

  /** Every instance meets the program in its first state. */
  #scoreOne(program: Program, instance: unknown): number {
    const score =
      program.kind === 'specified' && program.part === 'published'
        ? own(this.#score.published, program.name)(instance)
        : this.#score.evaluate(this.#instantiate(program)().guarded, instance);
    if (typeof score !== 'number')
      throw new TypeError('`evaluate` returned something that is no number');
    return score;
  }

  #split(task: {
    readonly split: 'train' | 'validate' | 'final';
    readonly seed: number;
  }): readonly unknown[] {
    const key = `${task.split}/${task.seed}`;
    let instances = this.#instances.get(key);
    if (instances === undefined) {
      instances = this.#score.instances(task.split, task.seed);
      if (!Array.isArray(instances)) throw new TypeError('`score.instances` returned no array');
      deepFreeze(instances);
      this.#instances.set(key, instances);
    }
    return instances;
  }

  get #score(): ScoreCode {
    if (this.#spec?.score === undefined) throw new Rejected('the specification has no `score`');
    return this.#spec.score;
  }

  #instantiate(program: Program): Instantiate {
    const key =
      program.kind === 'source'
        ? `${program.candidate} ${program.name}`
        : `specified ${program.part} ${program.name}`;
    const kept = this.#compiled.get(key);
    if (kept !== undefined) {
      this.#compiled.delete(key);
      this.#compiled.set(key, kept);
      return kept;
    }
    const instantiate = this.#compile(program);
    this.#compiled.set(key, instantiate);
    if (this.#compiled.size > compiledMost) {
      const [oldest] = this.#compiled.keys();
      this.#compiled.delete(oldest ?? key);
    }
    return instantiate;
  }

  #compile(program: Program): Instantiate {
    const { params = [], returns = 'unknown' } = this.#spec?.function ?? {};
    const types = [...params.map(({ type }) => type), returns];
    const isRich = this.#spec?.function !== undefined && !types.every(isValueType);
    const shape = { params, returns, isRich, imports: this.#resources.imports };
    if (program.kind === 'source') {
      return this.#resources.engine.compile(program.source, program.name, shape);
    }
    switch (program.part) {
      case 'reference':
        return adopt(own({ '': this.#spec?.reference }, ''), shape);
      case 'baseline':
        return adopt(own(this.#score.baselines, program.name), shape);
      case 'transcript': {
        const text = asModule(own(this.#score.baselines, program.name));
        return this.#resources.engine.compile(text, transcriptName, shape);
      }
      case 'published':
      case 'score':
        throw new Rejected(`the specification's ${program.part} is no candidate`);
    }
  }
}

const transcriptName = 'transcript';

/** The text of a function, which may be that of a method, as a module that exports it. */
function asModule(transcribed: (...args: never[]) => unknown): string {
  const text = String(transcribed);
  const isExpression = /^(?:async\b\s*)?(?:function\b|\(|[\w$]+\s*=>)/.test(text);
  const expression = isExpression ? `(${text})` : `Object.values({ ${text} })[0]`;
  return `export const ${transcriptName} = ${expression};`;
}

/** Elements and characters in all that a trial's results may have: they travel in one message. */
const sizeMost = 1_000_000;

function callEach(instance: Instance, inputs: readonly (readonly Value[])[]): Finding {
  const results: CallResult[] = [];
  let size = 0;
  for (const args of inputs) {
    const result = instance.call(args);
    if (result.kind === 'value') size += sizeOf(result.value);
    if (size > sizeMost) {
      return {
        kind: 'crashed',
        error: `it returned more than ${sizeMost} elements and characters`,
      };
    }
    results.push(result);
  }
  return { kind: 'returned', results };
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  return partsOf(value).reduce((sum: number, each) => sum + sizeOf(each), 1);
}

function aggregate(score: ScoreCode, scores: readonly number[]): number {
  if (score.aggregate !== undefined) return score.aggregate(scores);
  return scores.reduce((sum, each) => sum + each, 0) / scores.length;
}

function own<Part>(
  parts: Readonly<Record<string, Part | undefined>> | undefined,
  name: string,
): Part {
  const part = parts !== undefined && Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part === undefined) throw new Rejected(`the specification has no such part \`${name}\``);
  return part;
}

/** Instances are shared by all candidates: whoever changes one gets an error, not a score. */
function deepFreeze(thing: unknown): void {
  if (typeof thing !== 'object' || thing === null || Object.isFrozen(thing)) return;
  const prototype: unknown = Object.getPrototypeOf(thing);
  if (!Array.isArray(thing) && prototype !== Object.prototype && prototype !== null) return;
  Object.freeze(thing);
  for (const part of Object.values(thing)) deepFreeze(part);
}
