import { isValueType } from '../domain/value.ts';
import type { Property, ValueSignature } from '../domain/function.ts';
import type { Reading, ReadSpec } from './reading.ts';

/** What was made of a reply: readings, and why what else stood there is none. */
export interface ReplyRead {
  readonly readings: readonly Reading[];
  /** In words, one a thing that was refused; every reply has a reading or a reason. */
  readonly refused: readonly string[];
}

const replyLettersMost = 100_000;
const readingsMost = 8;
const casesMost = 64;
const caseLettersMost = 4000;
const meansLettersMost = 200;
const nameLettersMost = 60;
const paramsMost = 8;
const propertiesMost = 3;
const propertyLettersMost = 400;
const depthMost = 16;

/**
 * Reads the reply of a model to `readingsPrompt`. A reply is hostile: nothing in it is taken for
 * more than data, all of it is bounded, and whatever is wrong is a reason and never an exception.
 */
export function readReply(words: string, reply: string, readSpec: ReadSpec): ReplyRead {
  if (reply.trim() === '') return refused('an empty reply');
  if (reply.length > replyLettersMost) {
    return refused(`a reply of more than ${replyLettersMost} letters`);
  }
  const document = jsonIn(reply);
  if (document === undefined) return refused('no JSON');
  const listed = listIn(document);
  if (listed === undefined) return refused('JSON without a list of readings');
  if (listed.length === 0) return refused('an empty list of readings');
  const read = listed.slice(0, readingsMost).map((item) => readingIn(words, item, readSpec));
  const sound = read.filter((each) => typeof each !== 'string');
  const weights = sound.map((_, place) => 1 / (place + 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    readings: sound.map(({ reading }, place) => ({ ...reading, votes: weights[place]! / whole })),
    refused: read.flatMap((each) => (typeof each === 'string' ? [each] : each.refused)),
  };
}

const refused = (reason: string): ReplyRead => ({ readings: [], refused: [reason] });

/** The first JSON in a fence, else the longest text that could be an object or a list. */
function jsonIn(reply: string): unknown {
  const fences = [...reply.matchAll(/```[^\n`]*\n(.*?)```/gsu)].map((match) => match[1]!);
  const bare = [
    reply.slice(reply.indexOf('{'), reply.lastIndexOf('}') + 1),
    reply.slice(reply.indexOf('['), reply.lastIndexOf(']') + 1),
  ];
  for (const text of [...fences, ...bare]) {
    if (isDeep(text)) continue;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) return value;
    } catch {
      // Another part of the reply may be JSON.
    }
  }
  return undefined;
}

/**
 * Whether brackets nest deeper than any specification does: who walks down there may not return.
 * Those inside of strings nest nothing.
 */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]+|\\.)*"?|[[\]{}]/gsu)) {
    if (mark.startsWith('"')) continue;
    depth += mark === '[' || mark === '{' ? 1 : -1;
    if (depth > depthMost) return true;
  }
  return false;
}

function listIn(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document;
  const readings = own(document, 'readings');
  if (Array.isArray(readings)) return readings;
  return own(document, 'function') === undefined ? undefined : [document];
}

/** A reading without its votes, and what of it was refused. */
interface Read {
  readonly reading: Omit<Reading, 'votes'>;
  readonly refused: readonly string[];
}

/** A reading, or what is wrong with it. */
function readingIn(words: string, item: unknown, readSpec: ReadSpec): Read | string {
  const signature = signatureIn(own(item, 'function'));
  if (typeof signature === 'string') return signature;
  const [examples, heldOut] = [own(item, 'examples'), own(item, 'heldOut') ?? []];
  for (const list of [examples, heldOut]) {
    const reason = reasonAgainst(list);
    if (reason !== undefined) return reason;
  }
  const spec = readSpec({ intent: words, function: signature, examples, heldOut });
  if (spec.kind === 'unsound') return spec.reason;
  const means = own(item, 'means');
  const { properties, refused: without } = propertiesIn(own(item, 'properties'));
  return {
    reading: {
      means: typeof means === 'string' ? asLine(means) : '',
      signature,
      examples: spec.examples,
      heldOut: spec.heldOut,
      properties,
    },
    refused: without,
  };
}

/** Texts by their names; what they say is looked at nowhere but in a sandbox. */
function propertiesIn(thing: unknown): {
  readonly properties: readonly Property[];
  readonly refused: readonly string[];
} {
  if (thing === undefined || thing === null) return { properties: [], refused: [] };
  if (typeof thing !== 'object' || Array.isArray(thing)) {
    return { properties: [], refused: ['properties that are no texts by name'] };
  }
  const properties: Property[] = [];
  const without: string[] = [];
  for (const [title, text] of Object.entries(thing)) {
    const [name, source] = [asLine(title), typeof text === 'string' ? text.trim() : ''];
    if (name === '' || name === '__proto__') without.push('a property without a name');
    else if (source === '') without.push('a property without a text');
    else if (source.length > propertyLettersMost)
      without.push(`a property of more than ${propertyLettersMost} letters`);
    else if (properties.length === propertiesMost)
      without.push(`more than ${propertiesMost} properties of a reading`);
    else properties.push({ name, source });
  }
  return { properties, refused: without };
}

/** A head of types that a person can answer in; names are checked with the specification. */
function signatureIn(thing: unknown): ValueSignature | string {
  const [name, params, returns] = [own(thing, 'name'), own(thing, 'params'), own(thing, 'returns')];
  if (!isName(name)) return 'a reading without the name of a function';
  if (!Array.isArray(params) || params.length === 0 || params.length > paramsMost) {
    return `a function without a list of 1 to ${paramsMost} parameters`;
  }
  const read: ValueSignature['params'][number][] = [];
  for (const param of params as unknown[]) {
    const [called, type] = [own(param, 'name'), own(param, 'type')];
    if (!isName(called)) return 'a parameter without a name';
    if (typeof type !== 'string' || !isValueType(type)) return typeReason(type);
    read.push({ name: called, type });
  }
  if (typeof returns !== 'string' || !isValueType(returns)) return typeReason(returns);
  return { name, params: read, returns };
}

const typeReason = (type: unknown): string =>
  typeof type === 'string' ? 'a type that is no list or plain value' : 'a value without a type';

const isName = (thing: unknown): thing is string =>
  typeof thing === 'string' && thing.length > 0 && thing.length <= nameLettersMost;

function reasonAgainst(list: unknown): string | undefined {
  if (!Array.isArray(list)) return 'a reading without a list of examples';
  if (list.length > casesMost) return `more than ${casesMost} cases in a list`;
  const isLong = list.some((item) => JSON.stringify(item).length > caseLettersMost);
  return isLong ? `a case of more than ${caseLettersMost} letters` : undefined;
}

/** What a model says of its reading, on one line. */
function asLine(text: string): string {
  const line = text
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .replace(/[.;,]+$/u, '');
  return line.length <= meansLettersMost ? line : `${line.slice(0, meansLettersMost)}…`;
}

function own(thing: unknown, key: string): unknown {
  if (typeof thing !== 'object' || thing === null || !Object.hasOwn(thing, key)) return undefined;
  return (thing as Readonly<Record<string, unknown>>)[key];
}
