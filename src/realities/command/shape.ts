import { z } from 'zod';

const command = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));
/** A timer of more than 24 days would end at once. */
const secondsMost = 7 * 24 * 60 * 60;
const seconds = z.number().check(z.gt(0), z.lte(secondsMost)).optional();
const network = z.boolean().optional();
const name = z.string().check(z.minLength(1));
const bound = z.number().optional();
const amount = z.number().check(z.gt(0)).optional();

const judge = z.strictObject({
  command,
  score: z.string().optional(),
  direction: z.enum(['minimise', 'maximise']).optional(),
  atLeast: bound,
  atMost: bound,
  seconds,
  network,
});

const evaluator = z.strictObject({
  openevolve: name,
  thresholds: z.array(z.number()).optional(),
  seconds,
  network,
});

const limits = z.strictObject({
  memoryMiB: amount,
  processes: z.int().check(z.gt(0)).optional(),
  outputMiB: amount,
  diskMiB: amount,
});

const file = z.strictObject({
  path: name,
  initial: z.string().optional(),
  region: name.optional(),
});

const run = z.strictObject({ command, seconds, artifact: name.optional(), network });

const common = {
  intent: z.string().check(z.trim(), z.minLength(1)),
  file,
  varies: z.boolean().optional(),
  needs: z.array(name).optional(),
  limits: limits.optional(),
  readable: z.array(name).optional(),
};

/** A candidate that is run, and whose artifact one judge reads. */
const judged = z.strictObject({ ...common, run, judge, heldOut: judge.optional() });

/** The same with a cascade of judges. */
const judgedInTurn = z.strictObject({
  ...common,
  run,
  judge: z.array(judge).check(z.minLength(1)),
  heldOut: judge.optional(),
});

/** A candidate that an evaluator runs. */
const evaluated = z.strictObject({ ...common, judge: evaluator, heldOut: evaluator.optional() });

export type CommandDocument = z.infer<typeof judged | typeof judgedInTurn | typeof evaluated>;
export type JudgeShape = z.infer<typeof judge>;
export type EvaluatorShape = z.infer<typeof evaluator>;

const evaluatorPrefix = 'openevolve:';

/** Whether a judge is the name of an evaluator. */
export function namesEvaluator(judging: unknown): judging is string {
  return typeof judging === 'string' && judging.startsWith(evaluatorPrefix);
}

/** `"openevolve:FILE"` in full; anything else as it is. */
export function inFull(judging: unknown): unknown {
  return namesEvaluator(judging) ? { openevolve: judging.slice(evaluatorPrefix.length) } : judging;
}

/** The shape that a document means to have, by its judge. */
export function shapeFor(judging: unknown) {
  if (Array.isArray(judging)) return judgedInTurn;
  return typeof judging === 'object' && judging !== null && 'openevolve' in judging
    ? evaluated
    : judged;
}

/** The keys that may stand in each object of such a specification. */
export function keysOf(shape: ReturnType<typeof shapeFor>): Record<string, string[]> {
  const judging = Object.keys(shape === evaluated ? evaluator.shape : judge.shape);
  return {
    '': Object.keys(shape.shape),
    file: Object.keys(file.shape),
    run: Object.keys(run.shape),
    limits: Object.keys(limits.shape),
    judge: judging,
    heldOut: judging,
  };
}
