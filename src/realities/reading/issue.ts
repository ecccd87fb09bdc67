import { SluiceError } from '../../domain/errors.ts';
import { showValue, type Value } from '../../domain/value.ts';

/** One thing that is wrong with a specification. */
export interface Issue {
  /** `examples[3].args[0]`; empty for the specification as a whole. */
  readonly place: string;
  readonly found: string;
  readonly wanted: string;
  readonly mend: string;
}

const shownMost = 4;

/** One error for all issues of a file: the first in full, the next few in short. */
export function specError(file: string, issues: readonly Issue[]): SluiceError {
  const [first, ...others] = issues;
  const { place, found, wanted, mend } = first!;
  const also = others
    .slice(0, shownMost)
    .map(
      (issue) => `\n  Also ${issue.place || file}: found ${issue.found}; wanted ${issue.wanted}.`,
    );
  const more = others.length - also.length;
  if (more > 0) also.push(`\n  And ${more} more.`);
  return new SluiceError({
    fault: 'input',
    place: place === '' ? file : `${place} of ${file}`,
    found,
    wanted,
    mend: mend + also.join(''),
  });
}

/** An error about a file as a whole. */
export function fileError(file: string, issue: Omit<Issue, 'place'>): SluiceError {
  return specError(file, [{ place: '', ...issue }]);
}

/** The place of a path: `['examples', 3, 'args', 0]` is `examples[3].args[0]`. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '');
}

const shownCharactersMost = 60;

/** Anything that may stand in a specification, in the words of a message. */
export function show(thing: unknown): string {
  if (thing === undefined) return 'nothing';
  if (typeof thing === 'symbol') return thing.description ?? 'a symbol';
  if (typeof thing === 'number' || typeof thing === 'boolean' || typeof thing === 'string') {
    return shorten(showValue(thing));
  }
  if (Array.isArray(thing)) return thing.length === 0 ? 'an empty list' : shorten(showList(thing));
  return thing === null ? 'null' : 'an object';
}

/** Arguments as a call shows them. */
export function showArgs(args: readonly Value[]): string {
  return shorten(`(${args.map(showValue).join(', ')})`);
}

function showList(list: readonly unknown[]): string {
  return `[${list.slice(0, 10).map(show).join(', ')}${list.length > 10 ? ', …' : ''}]`;
}

function shorten(text: string): string {
  return text.length > shownCharactersMost ? `${text.slice(0, shownCharactersMost)}…` : text;
}
