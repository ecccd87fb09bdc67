import type { Example } from '../../src/domain/function.ts';
import type { Value, ValueType } from '../../src/domain/value.ts';
import { readSexpressions, type Sexpression } from './sexpression.ts';

/** A programming-by-example task of the SyGuS competition: a signature, its examples, its literals. */
export interface SygusTask {
  readonly params: readonly ValueType[];
  readonly result: ValueType;
  readonly examples: readonly Example[];
  /** The literals that the task's grammar lists, in its order. */
  readonly literals: readonly Value[];
}

const typeNames: Readonly<Record<string, ValueType>> = {
  String: 'string',
  Int: 'integer',
  Bool: 'boolean',
};

/** Reads a task whose constraints all have the form `(= (f …) value)`. */
export function readTask(source: string): SygusTask {
  const commands = readSexpressions(source).filter(isList);
  const declaration = commands.find(([head]) => head === 'synth-fun');
  if (declaration === undefined) throw new Error('no synth-fun in this file');
  const [, name, params, result, grammar] = declaration;
  return {
    params: items(params).map((param) => typeOf(items(param)[1])),
    result: typeOf(result),
    literals: [
      ...new Set(items(grammar).flatMap((group) => items(items(group)[2]).flatMap(literalsIn))),
    ],
    examples: commands
      .filter(([head]) => head === 'constraint')
      .map((command) => exampleOf(command, name!)),
  };
}

function exampleOf(command: readonly Sexpression[], name: Sexpression): Example {
  const [head, left, right] = items(command[1]);
  const [called, ...args] = items(left);
  if (head !== '=' || called !== name) throw new Error(`no example: ${JSON.stringify(command)}`);
  return { args: args.map(valueOf), result: valueOf(right) };
}

function typeOf(name: Sexpression | undefined): ValueType {
  const type = typeof name === 'string' ? typeNames[name] : undefined;
  if (type === undefined) throw new Error(`no such type: ${JSON.stringify(name)}`);
  return type;
}

function literalsIn(term: Sexpression): Value[] {
  const value = readValue(term);
  return value === undefined ? [] : [value];
}

function valueOf(term: Sexpression | undefined): Value {
  const value = term === undefined ? undefined : readValue(term);
  if (value === undefined) throw new Error(`no value: ${JSON.stringify(term)}`);
  return value;
}

function readValue(term: Sexpression): Value | undefined {
  if (isList(term)) return term[0] === '-' ? -Number(term[1]) : undefined;
  if (typeof term !== 'string') return term.text;
  if (term === 'true' || term === 'false') return term === 'true';
  return /^-?\d+$/.test(term) ? Number(term) : undefined;
}

const isList = (term: Sexpression): term is readonly Sexpression[] => Array.isArray(term);

function items(term: Sexpression | undefined): readonly Sexpression[] {
  return term !== undefined && isList(term) ? term : [];
}
