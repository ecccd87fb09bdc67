import type { Example, ValueSignature } from '../../../domain/function.ts';
import { isValueType, type Value } from '../../../domain/value.ts';

/** How an attempt that a prompt shows went wrong, in the words of verdicts. */
export const errorKinds = ['failed', 'crashed', 'timedOut', 'rejected'] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** What a prompt asks for, as far as it can be read. */
export interface Wanted {
  readonly signature: ValueSignature;
  readonly examples: readonly Example[];
}

/** A type, and in a comment what it means more exactly: `number /* integer *\/`. */
const type = /(?:readonly )?([\w[\]]+)(?: \/\* ([\w[\]]+) \*\/)?/u.source;
const head = new RegExp(String.raw`\bfunction ([\w$]+)\(([^()]*)\): ${type}`, 'u');
const parameter = new RegExp(String.raw`^\s*([\w$]+): ${type}\s*$`, 'u');

/**
 * Reads the first head of a function, and every line of the form `name(1, 2) === 3`.
 * `undefined` where there is no head, or one with types that the grammar model does not know.
 */
export function readPrompt(prompt: string): Wanted | undefined {
  const [, name, list, written, meant] = head.exec(prompt) ?? [];
  const returns = meant ?? written;
  if (name === undefined || returns === undefined || !isValueType(returns)) return undefined;
  const params: ValueSignature['params'][number][] = [];
  for (const part of (list ?? '').split(',').filter((text) => text.trim() !== '')) {
    const [, called, stated, exact] = parameter.exec(part) ?? [];
    const known = exact ?? stated;
    if (called === undefined || known === undefined || !isValueType(known)) return undefined;
    params.push({ name: called, type: known });
  }
  return { signature: { name, params, returns }, examples: examplesOf(name, prompt) };
}

function examplesOf(name: string, prompt: string): Example[] {
  return prompt.split('\n').flatMap((line) => {
    const at = line.lastIndexOf(') === ');
    if (!line.startsWith(`${name}(`) || at < 0) return [];
    try {
      const args = JSON.parse(`[${line.slice(name.length + 1, at)}]`) as Value[];
      return [{ args, result: JSON.parse(line.slice(at + 6)) as Value }];
    } catch {
      return [];
    }
  });
}

const signs: readonly (readonly [ErrorKind, RegExp])[] = [
  ['timedOut', /\bno answer within\b/u],
  ['rejected', /\bdoes not parse\b|\bexports no function\b/u],
  ['crashed', /\bthrew\b/u],
];

/** How the attempt that is to be repaired failed; `undefined` where the prompt shows none. */
export function errorIn(prompt: string): ErrorKind | undefined {
  if (!/\bwent wrong\b/u.test(prompt)) return undefined;
  return signs.find(([, sign]) => sign.test(prompt))?.[0] ?? 'failed';
}
