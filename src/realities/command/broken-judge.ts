import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { SluiceError } from '../../domain/errors.ts';
import type { CommandOutcome } from '../../ports/sandbox.ts';
import { verdictInWords, type Exited } from './failure.ts';
import type { JudgeCommand, LoadedCommand } from './loaded-command.ts';

/**
 * Throws a `SluiceError` of fault `input` where the judge itself is broken: it would fail every
 * candidate until the budget is spent. `outcome` is what it said of the file as it is: one that
 * refuses this first version, however loudly, is none of that.
 */
export function refuseBroken(
  judge: JudgeCommand,
  outcome: CommandOutcome,
  spec: LoadedCommand,
): void {
  const found = brokenBy(outcome, judge);
  if (found !== undefined) throw broken(spec, judge, found, outcome);
}

/** What a process prints that could not even begin: none of it follows from what it judges. */
const beginnings = [
  /can't open file/u,
  /Cannot find module/u,
  /^(?:ModuleNotFoundError|ImportError|FileNotFoundError|PermissionError|NameError)\b/mu,
  /cannot open [^\n]*No such file/u,
];

/** How the outcome shows that it is the judge that is broken; `undefined` where it may be sound. */
function brokenBy(outcome: CommandOutcome, judge: JudgeCommand): string | undefined {
  if (outcome.kind === 'crashed') return outcome.error;
  if (outcome.kind === 'timedOut') return undefined;
  const { code, stderr } = outcome;
  if (code === 0) {
    return judge.scoreKey === undefined || isJson(outcome)
      ? undefined
      : `ended with 0 and printed no JSON: ${firstOf(outcome)}`;
  }
  // A shell that finds no such program ends with 127, or with 126 where it may not start it.
  const isBroken =
    code === 126 ||
    code === 127 ||
    beginnings.some((words) => words.test(stderr)) ||
    // Python read the script itself, and it is no Python: what it runs leaves a whole trace.
    (/^\s*File "/mu.test(stderr) &&
      !stderr.includes('Traceback') &&
      stderr.includes('SyntaxError'));
  return isBroken ? lastLines(verdictInWords(judge.command, outcome)) : undefined;
}

/** Languages print numbers that are none in words of their own: that is a bad score. */
function isJson({ stdout }: Exited): boolean {
  const printed = Buffer.from(stdout)
    .toString()
    .replaceAll(/-?\b(?:NaN|nan|Infinity|inf)\b/gu, 'null');
  try {
    JSON.parse(printed);
    return true;
  } catch {
    return false;
  }
}

const shownMost = 200;

function firstOf({ stdout }: Exited): string {
  const printed = Buffer.from(stdout).toString().trim();
  return printed === '' ? 'nothing at all' : JSON.stringify(printed.slice(0, shownMost));
}

const linesMost = 6;

function lastLines(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return [first, ...rest.slice(-linesMost)].join('\n');
}

function broken(
  spec: LoadedCommand,
  { command, scoreKey }: JudgeCommand,
  found: string,
  outcome: CommandOutcome,
): SluiceError {
  const lacking = filesLacking(spec, command, outcome);
  return new SluiceError({
    fault: 'input',
    place: `the judge \`${command.join(' ')}\``,
    found: `on ${spec.problem.path} as it is: ${found}`,
    wanted:
      scoreKey === undefined
        ? 'a command that ends with 0 for what passes, and otherwise says why not'
        : `a command that prints a JSON object with the score under "${scoreKey}"`,
    mend:
      lacking.length === 0
        ? 'Mend the judge; files beside the specification that it reads are listed in `needs`.'
        : `Add it to \`needs\`: ${JSON.stringify(lacking)}. Commands see no other file.`,
  });
}

/** Files beside the specification that the command or its complaints name, and `needs` lacks. */
function filesLacking(
  { path, needs }: LoadedCommand,
  command: readonly string[],
  outcome: CommandOutcome,
): readonly string[] {
  const said = outcome.kind === 'exited' ? outcome.stderr : '';
  const quoted = [...said.matchAll(/['"]([^'"\n]+)['"]/gu)].map(([, name]) => name!);
  const names = [...command, ...quoted].map((name) => name.replace(/^\/trial\//u, ''));
  return [...new Set(names)].filter(
    (name) =>
      !name.startsWith('/') &&
      !Object.hasOwn(needs, name) &&
      statSync(resolve(dirname(path), name), { throwIfNoEntry: false })?.isFile() === true,
  );
}
