import { basename } from 'node:path';

import type { Judgement } from '../../domain/problem.ts';
import { specError, type Issue } from '../reading/issue.ts';
import { issuesOf } from '../reading/zod-issues.ts';
import type { Judge, LoadedCommand, RunCommand } from './loaded-command.ts';
import { filesBeside } from '../reading/files-beside.ts';
import {
  inFull,
  keysOf,
  namesEvaluator,
  shapeFor,
  type CommandDocument,
  type EvaluatorShape,
  type JudgeShape,
} from './shape.ts';
import { soundness } from './soundness.ts';

const usualSeconds = 20;
/** Evaluators written for OpenEvolve are used to minutes. */
const usualEvaluatorSeconds = 60;
/** As OpenEvolve has them where nothing else is said. */
const usualThresholds = [0.5, 0.75, 0.9];
/** The marks that OpenEvolve's users put into their programs. */
const usualRegion = 'EVOLVE-BLOCK';

const mebibyte = 2 ** 20;

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
  const spec = parsed(document as Record<string, unknown>, name);
  const issues: Issue[] = [];
  const beside = filesBeside(path, issues);
  const initial = spec.file.initial ?? beside.text(spec.file.path, 'file.path') ?? '';
  const region = regionOf(spec, initial);
  const judges = judgesOf(spec);
  const heldOut = spec.heldOut === undefined ? undefined : judgeOf(spec.heldOut);
  const evaluators = [...judges, ...(heldOut === undefined ? [] : [heldOut])].flatMap((judge) =>
    judge.kind === 'openevolve' ? [judge.file] : [],
  );
  const needs = Object.fromEntries([
    ...(spec.needs ?? []).map((need, at) => [need, beside.bytes(need, `needs[${at}]`)] as const),
    ...evaluators.map((file) => [file, beside.bytes(file, 'judge')] as const),
  ]);
  issues.push(...soundness(spec, initial, region));
  if (issues.length > 0) throw specError(name, issues);

  const files = Object.values(needs).map((bytes) => Buffer.from(bytes).toString());
  const { memoryMiB = 1024, processes = 64, outputMiB = 16, diskMiB = 256 } = spec.limits ?? {};
  return {
    path,
    text: [text, initial, ...files].join('\n'),
    problem: {
      kind: 'file',
      intent: spec.intent,
      path: spec.file.path,
      initial,
      ...(region === undefined ? {} : { region }),
      judgement: judgementOf(spec),
    },
    ...('run' in spec ? { run: runOf(spec.run) } : {}),
    judges,
    ...(spec.varies === undefined ? {} : { varies: spec.varies }),
    ...(heldOut === undefined ? {} : { heldOut }),
    needs,
    limits: {
      memoryBytes: Math.ceil(memoryMiB * mebibyte),
      processesMost: processes,
      outputBytesMost: Math.ceil(outputMiB * mebibyte),
      diskBytes: Math.ceil(diskMiB * mebibyte),
    },
    readable: spec.readable ?? [],
  };
}

function parsed(document: Record<string, unknown>, name: string): CommandDocument {
  const { judge, heldOut } = document;
  for (const [place, judging] of Object.entries({ judge, heldOut })) {
    if (typeof judging === 'string' && !namesEvaluator(judging)) {
      throw specError(name, [unknownJudge(place, judging)]);
    }
  }
  const full = {
    ...document,
    ...('judge' in document ? { judge: inFull(judge) } : {}),
    ...('heldOut' in document ? { heldOut: inFull(heldOut) } : {}),
  };
  const shape = shapeFor(inFull(judge));
  const { data, error } = shape.safeParse(full, { reportInput: true });
  if (error !== undefined) throw specError(name, issuesOf(error, keysOf(shape)));
  return data;
}

function unknownJudge(place: string, judging: string): Issue {
  return {
    place,
    found: JSON.stringify(judging),
    wanted: '`{ "command": [ … ] }`, a list of them, or `"openevolve:FILE"`',
    mend: 'Give the command that judges, or the file of an evaluator written for OpenEvolve.',
  };
}

/** Who marks what may change as OpenEvolve's users do need say it nowhere else. */
function regionOf(spec: CommandDocument, initial: string): string | undefined {
  if (spec.file.region !== undefined) return spec.file.region;
  return new RegExp(`${usualRegion}-(?:START|END)`, 'u').test(initial) ? usualRegion : undefined;
}

function judgementOf(spec: CommandDocument): Judgement {
  if (!('run' in spec)) return { by: 'score', direction: 'maximise' };
  const last = [spec.judge].flat().at(-1)!;
  const { direction } = last;
  return direction === undefined ? { by: 'equality', tolerance: 0 } : { by: 'score', direction };
}

function runOf({ command, seconds, artifact, network }: RunShape): RunCommand {
  return {
    command,
    limitMs: (seconds ?? usualSeconds) * 1000,
    artifact: artifact ?? 'stdout',
    network: network ?? false,
  };
}

type RunShape = Extract<CommandDocument, { run: unknown }>['run'];

function judgesOf(spec: CommandDocument): readonly Judge[] {
  return [spec.judge].flat().map(judgeOf);
}

function judgeOf(shape: JudgeShape | EvaluatorShape): Judge {
  const { seconds, network = false } = shape;
  if ('openevolve' in shape) {
    return {
      kind: 'openevolve',
      file: shape.openevolve,
      limitMs: (seconds ?? usualEvaluatorSeconds) * 1000,
      network,
      thresholds: shape.thresholds ?? usualThresholds,
    };
  }
  const { command, score, atLeast, atMost } = shape;
  return {
    kind: 'command',
    command,
    limitMs: (seconds ?? usualSeconds) * 1000,
    network,
    ...(score === undefined ? {} : { scoreKey: score.slice('json:'.length) }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
  };
}
