import type { Value } from '../../../domain/value.ts';
import type { CallResult, Outcome, Program, Task } from '../../../ports/sandbox.ts';
import type { ScoreCode, SpecModule } from '../../../ports/spec-module.ts';
import { adopt, compile, errorText, Rejected } from './compile.ts';
import type { Instance, Instantiate } from './compile.ts';
import type { CheckProperties } from './check-properties.ts';
import type { Imports } from './module-body.ts';
import { timeCalls } from './time-calls.ts';
import { Unusable, usableValue } from './usable-value.ts';

/** What a task came to, before the time it took is added. */
type Result = Outcome extends infer Each
  ? Each extends Outcome
    ? Omit<Each, 'wallMs'>
    : never
  : never;

/** What has been loaded beside the specification, since it wants it. */
export interface Resources {
  readonly imports: Imports;
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

  perform(program: Program, task: Task): Outcome {
    const startedMs = performance.now();
    const result = this.#attempt(program, task);
    return { ...result, wallMs: performance.now() - startedMs };
  }

  #attempt(program: Program, task: Task): Result {
    try {
      return this.#run(program, task);
    } catch (error) {
      if (error instanceof Rejected) return { kind: 'rejected', reason: error.message };
      if (error instanceof Unusable) {
        return { kind: 'crashed', error: `the function returned ${error.message}` };
      }
      return { kind: 'crashed', error: errorText(error) };
    }
  }

  #run(program: Program, task: Task): Result {
    switch (task.kind) {
      case 'call':
        return { kind: 'returned', results: callEach(this.#instantiate(program)(), task.inputs) };
      case 'time':
        return {
          kind: 'timed',
          nanoseconds: timeCalls(this.#instantiate(program)().plain, task.inputs, task.repetitions),
        };
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
    const shape = { params, returns, imports: this.#resources.imports };
    if (program.kind === 'source') return compile(program.source, program.name, shape);
    switch (program.part) {
      case 'reference':
        return adopt(own({ '': this.#spec?.reference }, ''), shape);
      case 'baseline':
        return adopt(own(this.#score.baselines, program.name), shape);
      case 'published':
      case 'score':
        throw new Rejected(`the specification's ${program.part} is no candidate`);
    }
  }
}

function callEach(instance: Instance, inputs: readonly (readonly Value[])[]): CallResult[] {
  return inputs.map((args) => call(instance, args));
}

function call({ plain }: Instance, args: readonly Value[]): CallResult {
  let result: unknown;
  try {
    result = plain(...args.map(fresh));
  } catch (error) {
    return { kind: 'threw', error: errorText(error) };
  }
  try {
    return { kind: 'value', value: usableValue(result) };
  } catch (error) {
    return {
      kind: 'unusable',
      description: error instanceof Unusable ? error.message : errorText(error),
    };
  }
}

function fresh(value: Value): Value {
  return typeof value === 'object' ? value.map(fresh) : value;
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
