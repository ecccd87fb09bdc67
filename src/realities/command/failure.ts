import type { CandidateId } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { CommandOutcome } from '../../ports/sandbox.ts';

/** Of whom, and at which stage. */
export interface Base {
  readonly candidate: CandidateId;
  readonly stage: string;
}

/** How much of a command's complaints a model is told. */
const complaintLettersMost = 2000;

export type Exited = Extract<CommandOutcome, { kind: 'exited' }>;

/** How a command that did not even exit failed; `undefined` for one that did. */
export function failureToExit(outcome: CommandOutcome, base: Base): Evidence | undefined {
  const { wallMs } = outcome;
  switch (outcome.kind) {
    case 'timedOut':
      return { ...base, wallMs, verdict: 'timedOut', limitMs: outcome.limitMs };
    case 'crashed':
      return { ...base, wallMs, verdict: 'crashed', error: outcome.error };
    case 'exited':
      return undefined;
  }
}

/** A verdict of `failed`, with what can be learnt from it. */
export function failed(base: Base, wallMs: number, feedback: string): Evidence {
  return { ...base, wallMs, verdict: 'failed', passed: 0, total: 1, feedback };
}

/** What a command that exited with another code than 0 said of it. */
export function complaint(command: readonly string[], { code, stderr }: Exited): string {
  const said = ends(stderr.trim(), complaintLettersMost);
  return `\`${command.join(' ')}\` ended with ${code}${said && `:\n${said}`}`;
}

/** The same of a judge, whose own code is not a candidate's to read: traces keep their last line. */
export function verdictInWords(command: readonly string[], exited: Exited): string {
  const lines = exited.stderr.split('\n');
  const isTrace = lines.some((line) => line.startsWith('Traceback (most recent call last)'));
  const told = isTrace
    ? lines.filter((line) => /^\S/.test(line) && !line.startsWith('Trace'))
    : lines;
  return complaint(command, { ...exited, stderr: told.join('\n') });
}

/** Both ends of a long text: a trace begins or ends with what matters. */
function ends(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most / 4)}\n…\n${text.slice(-(most * 3) / 4)}`;
}
