import type { Arbitrary } from 'fast-check';
import type { Direction } from '../../domain/problem.ts';
import type { PrimitiveType, Value, ValueType } from '../../domain/value.ts';

/** The TypeScript type of a value of a declared type; any other type stays open. */
type TypeOf<Type extends string> = Type extends 'number' | 'integer'
  ? number
  : Type extends 'boolean'
    ? boolean
    : Type extends 'string'
      ? string
      : Type extends `${infer Element extends PrimitiveType}[]`
        ? readonly TypeOf<Element>[]
        : Value;

/** A declared parameter: `type` is `number`, `integer`, `boolean`, `string`, an array of one, … */
interface ParameterSpec {
  readonly name: string;
  readonly type: ValueType | (string & {});
}

/** The head of the function, as the specification declares it. */
export interface SignatureSpec {
  readonly name: string;
  readonly params: readonly ParameterSpec[];
  readonly returns: ValueType | (string & {});
}

type TypesOf<Params extends readonly ParameterSpec[]> = {
  -readonly [Index in keyof Params]: TypeOf<Params[Index]['type']>;
};

/** The arguments of the declared function. */
type ArgumentsOf<Signature extends SignatureSpec> = TypesOf<Signature['params']>;

/** A function with the declared head. */
type FunctionOf<Signature extends SignatureSpec> = (
  ...args: ArgumentsOf<Signature>
) => TypeOf<Signature['returns']>;

/** One case: what the function returns for these arguments. */
interface ExampleSpec<Signature extends SignatureSpec> {
  readonly args: ArgumentsOf<Signature>;
  readonly result: TypeOf<Signature['returns']>;
}

/** The parts that instances are drawn for: candidates breed on `train`, are nominated on
 * `validate`, and the shortlist is run once on `final`. */
type SplitName = 'train' | 'validate' | 'final';

/** A function that is judged by how well it does on instances, not by equality. */
interface ScoreSpec<Signature extends SignatureSpec, Instance> {
  readonly direction: Direction;
  /**
   * The instances of a split: the same for the same seed, and different ones for each split. They
   * are shared by all candidates and frozen.
   */
  instances(split: SplitName, seed: number): readonly Instance[];
  /** The score of a candidate on one instance; the candidate is in its first state. */
  evaluate(candidate: FunctionOf<Signature>, instance: Instance): number;
  /** Folds the scores of the instances into one; their mean unless given. */
  aggregate?(scores: readonly number[]): number;
  /** Whether the score of one program varies from one time to the next; found out unless said. */
  readonly varies?: boolean;
  /** What a score is shown in: `%` for a share of 1, else any word, such as `ms`. */
  readonly unit?: string;
  /** What a survivor must beat on `validate`. */
  readonly baselines: Readonly<Record<string, FunctionOf<Signature>>>;
  /** Published results an instance: shown beside the survivors, and decides nothing. */
  readonly published?: Readonly<Record<string, (instance: Instance) => number>>;
}

/** A property that every candidate must have on all generated inputs. */
interface PropertySpec<Signature extends SignatureSpec> {
  readonly inputs: readonly Arbitrary<unknown>[];
  // oxlint-disable-next-line typescript/no-explicit-any -- what the arbitraries generate
  holds(candidate: FunctionOf<Signature>, ...inputs: any[]): boolean;
}

/** Measures that survivors may be ranked by. */
export type ObjectiveName = 'score' | 'heldOut' | 'size' | 'branches' | 'medianNs' | 'worstNs';

/** An objective with the weight it starts with, from 0 to 1. */
export interface ObjectiveSpec {
  readonly name: ObjectiveName;
  readonly direction?: Direction;
  readonly weight?: number;
}

/** A specification of a function: what is wanted, and how reality judges it. */
export interface FunctionSpec<Signature extends SignatureSpec = SignatureSpec, Instance = unknown> {
  /** What is wanted, in words. */
  readonly intent: string;
  readonly function: Signature;
  /** Cases to agree with; may be empty beside a `score`. */
  readonly examples?: readonly ExampleSpec<Signature>[];
  /**
   * Cases that no model is shown: a list, or the fraction of `examples` to keep apart. A quarter
   * from 8 examples on, else none.
   */
  readonly heldOut?: number | readonly ExampleSpec<Signature>[];
  /** How far two numbers may be apart and still be equal: absolute below 1, relative above. */
  readonly tolerance?: number;
  readonly score?: ScoreSpec<Signature, Instance>;
  /** A slow, trusted implementation to compare with on generated inputs. */
  readonly reference?: FunctionOf<Signature>;
  readonly properties?: Readonly<Record<string, PropertySpec<Signature>>>;
  readonly objectives?: readonly (ObjectiveName | ObjectiveSpec)[];
  /** Literals that may be of use. */
  readonly constants?: readonly Value[];
  /** Modules that a program may import, as they are named from the specification. */
  readonly imports?: readonly string[];
  /** Files that its code reads, beside it or below its folder: no others are where it runs. */
  readonly needs?: readonly string[];
}

/** Declares a specification; types of arguments and results follow from `function`. */
export function defineFunction<const Signature extends SignatureSpec, Instance = unknown>(
  spec: FunctionSpec<Signature, Instance>,
): FunctionSpec<Signature, Instance> {
  return spec;
}
