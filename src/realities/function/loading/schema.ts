import { z } from 'zod';
import { closest } from './closest.ts';
import { placeOf, show, type Issue } from './issue.ts';

/** A part that is code and stays in the module: only that it is there matters here. */
const code = z.custom((thing) => typeof thing === 'symbol' && thing.description === 'a function', {
  params: { wanted: 'a function' },
});

const example = z.strictObject({ args: z.array(z.unknown()), result: z.unknown() });

const objectiveNames = ['score', 'heldOut', 'size', 'branches', 'medianNs', 'worstNs'] as const;
const direction = z.enum(['minimise', 'maximise']);

const data = {
  intent: z.string().check(z.trim(), z.minLength(1, { abort: true })),
  function: z.strictObject({
    name: z.string(),
    params: z.array(z.strictObject({ name: z.string(), type: z.string() })),
    returns: z.string(),
  }),
  examples: z.array(example).optional(),
  heldOut: z.union([z.number(), z.array(example)]).optional(),
  tolerance: z.number().optional(),
};

const score = z.strictObject({
  direction,
  instances: code,
  evaluate: code,
  aggregate: code.optional(),
  baselines: z.record(z.string(), code),
  published: z.record(z.string(), code).optional(),
});

const property = z.strictObject({ inputs: z.array(z.unknown()), holds: code });

const objective = z.strictObject({
  name: z.enum(objectiveNames),
  direction: direction.optional(),
  weight: z.number().min(0).max(1).optional(),
});

/** The shape of a specification in JSON: what it says of types is checked apart. */
export const jsonSpec = z.strictObject(data);

/** The shape of the default export of a module, with its code replaced by symbols. */
export const moduleSpec = z.strictObject({
  ...data,
  score: score.optional(),
  reference: code.optional(),
  properties: z.record(z.string(), property).optional(),
  objectives: z.array(z.union([z.enum(objectiveNames), objective])).optional(),
  constants: z.array(z.unknown()).optional(),
  imports: z.array(z.string()).optional(),
});

export type ModuleSpec = z.infer<typeof moduleSpec>;

/**
 * What a schema finds wrong, in the words of Sluice: unknown keys first, since a slip in a key is
 * why the right one is missing.
 */
export function issuesOf(error: z.ZodError): Issue[] {
  const issues = error.issues.flatMap((issue) => explain(issue));
  const slips = issues.filter((issue) => issue.found.startsWith(unknown));
  const others = issues.filter((issue) => !slips.includes(issue));
  return [...slips, ...others];
}

const unknown = 'the unknown key';

type ZodIssue = z.core.$ZodIssue;

function explain(issue: ZodIssue, above: readonly PropertyKey[] = []): Issue[] {
  const path = [...above, ...issue.path];
  const place = placeOf(path);
  const found = show(issue.input);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key));
    case 'invalid_union':
      return explainUnion(issue, path);
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
  record: 'an object',
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
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): Issue[] {
  const deep = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0));
  if (deep !== undefined) return deep.flatMap((inner) => explain(inner, path));
  const inside = issue.errors.flatMap((branch) => branch.flatMap((inner) => explain(inner, path)));
  const wanted = [...new Set(inside.map((inner) => inner.wanted))].join(', or ');
  const [first] = inside;
  return [{ ...first!, wanted }];
}

function unknownKey(path: readonly PropertyKey[], key: string): Issue {
  const place = placeOf([...path, key]);
  const known = knownKeys(path);
  const near = closest(key, known);
  if (path.length === 0 && key in moduleSpec.shape) {
    return {
      place,
      found: `\`${key}\` in JSON`,
      wanted: 'data only',
      mend: `Write the specification in TypeScript (NAME.sluice.ts) to give it \`${key}\`.`,
    };
  }
  return {
    place,
    found: `${unknown} \`${key}\``,
    wanted: `only ${known.map((name) => `\`${name}\``).join(', ')}`,
    mend: near === undefined ? 'Remove it.' : `Did you mean \`${near}\`?`,
  };
}

const shapes: Readonly<Record<string, object>> = {
  '': moduleSpec.shape,
  function: data.function.shape,
  'function.params': data.function.shape.params.element.shape,
  examples: example.shape,
  heldOut: example.shape,
  score: score.shape,
  properties: property.shape,
  objectives: objective.shape,
};

/** The keys that may stand in the object at a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  const words = path.filter((key) => typeof key === 'string');
  return Object.keys(shapes[words.join('.')] ?? shapes[words[0] ?? ''] ?? {});
}
