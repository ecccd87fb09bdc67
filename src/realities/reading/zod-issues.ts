import type { z } from 'zod';
import { closest } from '../../domain/closest.ts';
import { placeOf, show, type Issue } from './issue.ts';

/** The keys that may stand in each object of a specification, by its path without numbers. */
export type KnownKeys = Readonly<Record<string, readonly string[]>>;

/**
 * What a schema finds wrong, in the words of Sluice: unknown keys first, since a slip in a key is
 * why the right one is missing.
 */
export function issuesOf(error: z.ZodError, keys: KnownKeys): Issue[] {
  const issues = error.issues.flatMap((issue) => explain(issue, keys));
  const slips = issues.filter((issue) => issue.found.startsWith(unknown));
  const others = issues.filter((issue) => !slips.includes(issue));
  return [...slips, ...others];
}

const unknown = 'the unknown key';

type ZodIssue = z.core.$ZodIssue;

function explain(issue: ZodIssue, keys: KnownKeys, above: readonly PropertyKey[] = []): Issue[] {
  const path = [...above, ...issue.path];
  const place = placeOf(path);
  const found = show(issue.input);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, keys));
    case 'invalid_union':
      return explainUnion(issue, keys, path);
    case 'invalid_type':
      return [expected(place, found, typeWords[issue.expected] ?? issue.expected)];
    case 'invalid_value':
      return [oneOf(place, issue)];
    case 'too_small':
      return [
        expected(place, found, issue.origin === 'string' ? 'words' : `at least ${issue.minimum}`),
      ];
    case 'too_big':
      return [expected(place, found, `at most ${issue.maximum}`)];
    case 'custom':
      return [expected(place, found, String(issue.params?.['wanted'] ?? 'something else'))];
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
      return [{ place, found, wanted: issue.message, mend: 'Mend it there.' }];
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  boolean: '`true` or `false`',
  nonoptional: 'a value',
  record: 'an object from names to these, as in { "name": … }',
};

function expected(place: string, found: string, wanted: string): Issue {
  const name = place.split('.').at(-1) ?? place;
  const mend = found === 'nothing' ? `Add \`${name}\`.` : `Write ${wanted} there.`;
  return { place, found, wanted, mend };
}

function oneOf(place: string, issue: z.core.$ZodIssueInvalidValue): Issue {
  const values = issue.values.map(String);
  const near = typeof issue.input === 'string' ? closest(issue.input, values) : undefined;
  const found = show(issue.input);
  return {
    place,
    found,
    wanted: `one of ${values.map((value) => `"${value}"`).join(', ')}`,
    mend: near === undefined ? 'Write one of these.' : `Did you mean "${near}"?`,
  };
}

/** The branch that came nearest speaks for the whole union: the one whose top level fits. */
function explainUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  keys: KnownKeys,
  path: readonly PropertyKey[],
): Issue[] {
  const deep = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0));
  if (deep !== undefined) return deep.flatMap((inner) => explain(inner, keys, path));
  const inside = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => explain(inner, keys, path)),
  );
  const wanted = [...new Set(inside.map((inner) => inner.wanted))].join(', or ');
  const [first] = inside;
  return [{ ...first!, wanted }];
}

function unknownKey(path: readonly PropertyKey[], key: string, keys: KnownKeys): Issue {
  const words = path.filter((part) => typeof part === 'string');
  const known = keys[words.join('.')] ?? keys[words[0] ?? ''] ?? [];
  const near = closest(key, known);
  return {
    place: placeOf([...path, key]),
    found: `${unknown} \`${key}\``,
    wanted: `only ${known.map((name) => `\`${name}\``).join(', ')}`,
    mend: near === undefined ? 'Remove it.' : `Did you mean \`${near}\`?`,
  };
}
