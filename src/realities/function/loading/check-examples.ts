import type { Example, Signature } from '../../../domain/function.ts';
import {
  conforms,
  elementType,
  isValueType,
  sameValue,
  showValue,
  type Value,
} from '../../../domain/value.ts';
import { show, showArgs, type Issue } from '../../reading/issue.ts';

/** An example as it was written: of the right shape, with anything inside. */
export interface RawExample {
  readonly args: readonly unknown[];
  readonly result?: unknown;
}

export interface ExampleRules {
  readonly signature: Signature;
  readonly tolerance: number;
  /** JSON has no infinity: one that is there was a literal too large to be read. */
  readonly finite: boolean;
}

/** What is wrong with the examples of one list: arity, types, values that are no data. */
export function checkExamples(
  examples: readonly RawExample[],
  list: string,
  rules: ExampleRules,
): Issue[] {
  const { params, returns, name } = rules.signature;
  return examples.flatMap(({ args, result }, index) => {
    const place = `${list}[${index}]`;
    if (args.length !== params.length) {
      const names = params.map((param) => param.name).join(', ');
      return {
        place: `${place}.args`,
        found: `${args.length} arguments`,
        wanted: `${params.length}: ${name}(${names})`,
        mend: 'Give one argument a parameter, in their order.',
      };
    }
    return [
      ...args.flatMap((arg, position) =>
        checkValue(arg, params[position]!.type, `${place}.args[${position}]`, rules.finite),
      ),
      ...checkValue(result, returns, `${place}.result`, rules.finite),
    ];
  });
}

/** What is wrong with a value that is declared as `type`, at the deepest place that shows it. */
export function checkValue(value: unknown, type: string, place: string, finite: boolean): Issue[] {
  const broken = checkData(value, place, { finite, isRich: !isValueType(type) });
  if (broken !== undefined) return [broken];
  if (!isValueType(type) || conforms(value, type)) return [];
  const element = elementType(type);
  if (element !== undefined && Array.isArray(value)) {
    const index = value.findIndex((item) => !conforms(item, element));
    return checkValue(value[index], element, `${place}[${index}]`, finite);
  }
  const mend =
    type === 'integer' && typeof value === 'number'
      ? 'Declare the type as `number`, or round the value.'
      : 'Mend the value or the declared type.';
  return [{ place, found: show(value), wanted: wantedOf(type), mend }];
}

function wantedOf(type: string): string {
  const vowel = /^[aeiou]/.test(type);
  return type.endsWith('[]') ? `a list (\`${type}\`)` : `${vowel ? 'an' : 'a'} ${type}`;
}

const depthMost = 32;

/** What data may be: infinities where it is no JSON, `null` and records where types say so. */
interface DataRules {
  readonly finite: boolean;
  readonly isRich: boolean;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkData(value: unknown, place: string, rules: DataRules, depth = 0): Issue | undefined {
  const { finite, isRich } = rules;
  const wanted = isRich
    ? 'a number, a boolean, a string, null, or a list or an object of these'
    : 'a number, a boolean, a string or a list of these';
  if (value === undefined) {
    return { place, found: 'nothing', wanted, mend: `Add \`${place.split('.').at(-1)}\`.` };
  }
  if (Number.isNaN(value)) {
    const mend = 'Leave the case out, or settle on a value that stands for no answer.';
    return { place, found: 'NaN', wanted: 'a value that can be told from a mistake', mend };
  }
  if (typeof value === 'number' && finite && !Number.isFinite(value)) {
    const mend = 'Write a smaller number; a TypeScript specification can hold Infinity.';
    return { place, found: 'a number too large to be read', wanted: 'a finite number', mend };
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string')
    return undefined;
  if (isRich && value === null) return undefined;
  const holds = Array.isArray(value) || (isRich && isRecord(value));
  if (holds && depth < depthMost) {
    for (const [key, item] of Object.entries(value)) {
      const within = Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`;
      const issue = checkData(item, within, rules, depth + 1);
      if (issue !== undefined) return issue;
    }
    return undefined;
  }
  const found = holds ? `values nested more than ${depthMost} deep` : show(value);
  const mend =
    typeof value === 'symbol'
      ? 'Only plain data can cross to a candidate.'
      : 'Write such a value there.';
  return { place, found, wanted, mend };
}

/** A case and where it stands: `examples[3]`. */
interface Placed {
  readonly example: Example;
  readonly place: string;
}

/**
 * Cases that contradict each other, and held-out cases that are shown as well. The lists have
 * been found well formed.
 */
export function checkAgreement(
  examples: readonly Example[],
  heldOut: readonly Example[],
  tolerance: number,
): Issue[] {
  const seen = new Map<string, Placed>();
  const issues: Issue[] = [];
  const look = (list: readonly Example[], name: string, hidden: boolean) => {
    for (const [index, example] of list.entries()) {
      const place = `${name}[${index}]`;
      const key = keyOf(example.args);
      const before = seen.get(key);
      if (before === undefined) seen.set(key, { example, place });
      else if (!sameValue(example.result, before.example.result, tolerance)) {
        issues.push(contradiction(example, place, before));
      } else if (hidden && before.place.startsWith('examples')) {
        issues.push(leak(example, place, before));
      }
    }
  };
  look(examples, 'examples', false);
  look(heldOut, 'heldOut', true);
  return issues;
}

/** Equal for arguments that no function can tell apart by their value: `-0` counts as `0`. */
export function keyOf(args: readonly Value[]): string {
  return showValue(args).replaceAll(/(?<![\w".])-0(?![\w.])/g, '0');
}

function contradiction(example: Example, place: string, before: Placed): Issue {
  return {
    place,
    found: `${showArgs(example.args)} => ${show(example.result)}, where ${before.place} says ${show(before.example.result)}`,
    wanted: 'one result for the same arguments',
    mend: 'Remove one of the two, or raise `tolerance`.',
  };
}

function leak(example: Example, place: string, before: Placed): Issue {
  return {
    place,
    found: `${showArgs(example.args)}, which ${before.place} shows to models`,
    wanted: 'held-out cases that are not among the examples',
    mend: 'Remove one of the two.',
  };
}
