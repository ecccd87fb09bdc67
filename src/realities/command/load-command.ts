import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

import type { Judgement } from '../../domain/problem.ts';
import { splitAtRegion } from '../../domain/region.ts';
import { specError, type Issue } from '../reading/issue.ts';
import { issuesOf } from '../reading/zod-issues.ts';
import type { JudgeCommand, LoadedCommand } from './loaded-command.ts';

const command = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));
const secondsOf = z.number().check(z.gt(0));
const usualSeconds = 20;

const judge = z.strictObject({
  command,
  score: z.string().optional(),
  direction: z.enum(['minimise', 'maximise']).optional(),
  seconds: secondsOf.optional(),
});

const shape = {
  intent: z.string().check(z.trim(), z.minLength(1)),
  file: z.strictObject({
    path: z.string().check(z.minLength(1)),
    initial: z.string().optional(),
    region: z.string().check(z.minLength(1)).optional(),
  }),
  run: z.strictObject({
    command,
    seconds: secondsOf.optional(),
    artifact: z.string().check(z.minLength(1)).optional(),
  }),
  judge,
  heldOut: z.strictObject({ command, seconds: secondsOf.optional() }).optional(),
  needs: z.array(z.string().check(z.minLength(1))).optional(),
};

const commandSpec = z.strictObject(shape);
type CommandSpec = z.infer<typeof commandSpec>;

/** The keys that may stand in each object of such a specification. */
const keys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(shape),
  file: Object.keys(shape.file.shape),
  run: Object.keys(shape.run.shape),
  judge: Object.keys(judge.shape),
  heldOut: ['command', 'seconds'],
};

/** Whether a document in JSON means to be the specification of a file judged by a command. */
export function isCommandSpec(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    !('function' in document) &&
    ('file' in document || 'run' in document || 'judge' in document)
  );
}

/**
 * Makes a specification of a file out of its document; `path` and `text` are the file it was read
 * from. Throws a `SluiceError` of fault `input` for whatever is wrong with it.
 */
export function loadCommand(document: unknown, path: string, text: string): LoadedCommand {
  const name = basename(path);
  if (typeof (document as { judge?: unknown }).judge === 'string') throw foreignJudge(name);
  const parsed = commandSpec.safeParse(document, { reportInput: true });
  if (!parsed.success) throw specError(name, issuesOf(parsed.error, keys));
  const spec = parsed.data;
  const folder = dirname(path);
  const issues: Issue[] = [];

  const initial = spec.file.initial ?? textOf(folder, spec.file.path, 'file.path', issues);
  const needs = Object.fromEntries(
    (spec.needs ?? []).map((need, index) => [
      need,
      bytesOf(folder, need, `needs[${index}]`, issues) ?? new Uint8Array(),
    ]),
  );
  issues.push(...soundness(spec, initial ?? ''));
  if (issues.length > 0) throw specError(name, issues);

  return {
    path,
    text: [
      text,
      initial,
      ...Object.values(needs).map((bytes) => Buffer.from(bytes).toString()),
    ].join('\n'),
    problem: {
      kind: 'file',
      intent: spec.intent,
      path: spec.file.path,
      initial: initial!,
      ...(spec.file.region === undefined ? {} : { region: spec.file.region }),
      judgement: judgementOf(spec),
    },
    run: {
      command: spec.run.command,
      limitMs: (spec.run.seconds ?? usualSeconds) * 1000,
      artifact: spec.run.artifact ?? 'stdout',
    },
    judge: judgeOf(spec.judge, spec.judge.score),
    ...(spec.heldOut === undefined ? {} : { heldOut: judgeOf(spec.heldOut, undefined) }),
    needs,
  };
}

function judgementOf({ judge: { direction } }: CommandSpec): Judgement {
  return direction === undefined ? { by: 'equality', tolerance: 0 } : { by: 'score', direction };
}

function judgeOf(
  { command: words, seconds }: { command: string[]; seconds?: number | undefined },
  score: string | undefined,
): JudgeCommand {
  const limitMs = (seconds ?? usualSeconds) * 1000;
  const scoreKey = score?.slice('json:'.length);
  return { command: words, limitMs, ...(scoreKey === undefined ? {} : { scoreKey }) };
}

/** What no schema says: parts that only make sense together. */
function soundness(spec: CommandSpec, initial: string): Issue[] {
  const issues: Issue[] = [];
  const { score, direction } = spec.judge;
  if (score !== undefined && !/^json:./.test(score)) {
    issues.push({
      place: 'judge.score',
      found: JSON.stringify(score),
      wanted: '"json:KEY", the key of the JSON object that the judge prints',
      mend: 'Write the key after `json:`.',
    });
  }
  if ((score === undefined) !== (direction === undefined)) {
    const missing = score === undefined ? 'score' : 'direction';
    issues.push({
      place: `judge.${missing}`,
      found: 'nothing',
      wanted: 'both `score` and `direction`, or neither',
      mend: `Add \`${missing}\`.`,
    });
  }
  const { region } = spec.file;
  if (region !== undefined && splitAtRegion(initial, region) === undefined) {
    issues.push({
      place: 'file.region',
      found: `no lines with ${region}-START and ${region}-END, in that order, in ${spec.file.path}`,
      wanted: 'both marks, each in a line of its own',
      mend: 'Put them into comments around what may change.',
    });
  }
  return issues;
}

function textOf(folder: string, path: string, place: string, issues: Issue[]): string | undefined {
  const bytes = bytesOf(folder, path, place, issues);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

function bytesOf(
  folder: string,
  path: string,
  place: string,
  issues: Issue[],
): Uint8Array | undefined {
  const file = resolve(folder, path);
  const escapes = isAbsolute(path) || !file.startsWith(join(folder, '/'));
  if (!escapes && statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
    return readFileSync(file);
  }
  issues.push({
    place,
    found: escapes ? `${path}, which lies elsewhere` : `no file ${path}`,
    wanted: 'a file beside the specification, or below its folder',
    mend: escapes ? 'Copy it there.' : 'See whether the name is right.',
  });
  return undefined;
}

function foreignJudge(name: string): Error {
  return specError(name, [
    {
      place: 'judge',
      found: 'the name of an evaluator',
      wanted: '`{ "command": [ … ] }`',
      mend: 'Judges by name are not part of this version: give the command that judges.',
    },
  ]);
}
