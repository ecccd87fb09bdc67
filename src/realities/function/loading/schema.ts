import { z } from 'zod';
import type { Issue } from '../../reading/issue.ts';
import { issuesOf as zodIssues, type KnownKeys } from '../../reading/zod-issues.ts';

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
  varies: z.boolean().optional(),
  unit: z.string().check(z.trim(), z.minLength(1), z.maxLength(20)).optional(),
  baselines: z.record(z.string(), code),
  published: z.record(z.string(), code).optional(),
});

const property = z.strictObject({ inputs: z.array(z.unknown()), holds: code });

const objective = z.strictObject({
  name: z.enum(objectiveNames),
  direction: direction.optional(),
  weight: z.number().min(0).max(1).optional(),
});

/** Longer than any property that somebody reads before it judges. */
const sourceLettersMost = 4000;

/** The shape of a specification in JSON: what it says of types is checked apart. */
export const jsonSpec = z.strictObject({
  ...data,
  properties: z
    .record(z.string(), z.string().check(z.trim(), z.minLength(1), z.maxLength(sourceLettersMost)))
    .optional(),
});

export type JsonSpec = z.infer<typeof jsonSpec>;

/** The shape of the default export of a module, with its code replaced by symbols. */
export const moduleSpec = z.strictObject({
  ...data,
  score: score.optional(),
  reference: code.optional(),
  properties: z.record(z.string(), property).optional(),
  objectives: z.array(z.union([z.enum(objectiveNames), objective])).optional(),
  constants: z.array(z.unknown()).optional(),
  imports: z.array(z.string()).optional(),
  needs: z.array(z.string()).optional(),
});

export type ModuleSpec = z.infer<typeof moduleSpec>;

/** The keys that may stand in each object of a specification. */
const keys: KnownKeys = {
  '': Object.keys(moduleSpec.shape),
  function: Object.keys(data.function.shape),
  'function.params': Object.keys(data.function.shape.params.element.shape),
  examples: Object.keys(example.shape),
  heldOut: Object.keys(example.shape),
  score: Object.keys(score.shape),
  properties: Object.keys(property.shape),
  objectives: Object.keys(objective.shape),
};

/** What is wrong with a specification, in the words of Sluice. */
export function issuesOf(error: z.ZodError): Issue[] {
  return zodIssues(error, keys).map((issue) => {
    const isCode = issue.place in moduleSpec.shape && !(issue.place in jsonSpec.shape);
    return isCode && issue.found.startsWith('the unknown key') ? onlyInModules(issue.place) : issue;
  });
}

function onlyInModules(key: string): Issue {
  return {
    place: key,
    found: `\`${key}\` in JSON`,
    wanted: 'data only',
    mend: `Write the specification in TypeScript (NAME.sluice.ts) to give it \`${key}\`.`,
  };
}
