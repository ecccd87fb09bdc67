import type { Example, Property } from '../../../domain/function.ts';
import type { FunctionProblem } from '../../../domain/problem.ts';
import type { Objective } from '../../../ports/reality.ts';
import type { SpecFiles } from '../../../ports/spec-module.ts';

/** A specification that has been read and found sound: plain data. */
export interface LoadedSpec {
  /** Absolute. */
  readonly path: string;
  /** Everything that the specification says, as text: two runs of the same text are comparable. */
  readonly text: string;
  /** Of a module: the files whose texts make up `text`, by their absolute path. */
  readonly files?: readonly string[];
  /** How it was read, where a person should see that; sentences. */
  readonly remarks?: readonly string[];
  /** What a model may know. */
  readonly problem: FunctionProblem;
  readonly heldOut: readonly Example[];
  /** Whether scores vary from one measurement to the next; found out where absent. */
  readonly varies?: boolean;
  /** Properties that are text, as data holds them: they run where candidates do, and nowhere else. */
  readonly properties: readonly Property[];
  /** How far two numbers may be apart and still be equal; also where a score judges. */
  readonly tolerance: number;
  /** What the specification's module holds as code; all absent for JSON and tables. */
  readonly has: {
    readonly score: boolean;
    /** The score folds its instances in its own way. */
    readonly aggregate: boolean;
    readonly reference: boolean;
    readonly properties: boolean;
    /** Modules that candidates may import. */
    readonly imports: readonly string[];
    /** Files that its code reads. */
    readonly needs: readonly string[];
    readonly baselines: readonly string[];
    readonly published: readonly string[];
  };
  /** The module that sandboxes load; absent where it brings no code that they could run. */
  readonly module?: SpecFiles;
  readonly objectives?: readonly Objective[];
}
