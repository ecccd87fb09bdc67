import type { Readable } from 'node:stream';
import { performance } from 'node:perf_hooks';

import type { CommandOutcome, CommandTrial } from '../../../ports/sandbox.ts';
import { watchOver } from './census.ts';
import { killGroup, start, type Start } from './child-process.ts';

/** Standard error beyond this is cut off: a trace begins or ends with what matters. */
const stderrCharactersMost = 16_384;

/** How long what a command has written may take to come once it has ended. */
const lastWordsMs = 1000;

/** Runs a command in a process that starts for it and ends with it. */
export function runOnce(
  { surroundings, stdin, limitMs, outputBytesMost }: CommandTrial,
  startOf: Start,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const startedMs = performance.now();
  const child = start(startOf);
  let end: End | undefined;
  const stop = (why: End): void => {
    end ??= why;
    killGroup(child);
  };
  const watchdog = setTimeout(() => stop({ kind: 'timedOut' }), limitMs);
  const abort = (): void => stop({ kind: 'aborted' });
  signal.addEventListener('abort', abort, { once: true });
  const rest =
    child.pid === undefined
      ? undefined
      : watchOver(child.pid, surroundings, (error) => stop({ kind: 'crashed', error }));

  const flooded = (): void =>
    stop({ kind: 'crashed', error: `it wrote more than ${outputBytesMost} bytes` });
  const { stdout, stderr: errors, stdio } = child;
  const printed = gather(stdout!, outputBytesMost, flooded);
  const artifact = gather(stdio[3] as Readable, outputBytesMost, flooded);
  let stderr = '';
  errors!.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-stderrCharactersMost);
  });
  // A command that ends without reading its input breaks the pipe; that is its affair.
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(stdin);

  const settled = Promise.withResolvers<CommandOutcome>();
  const finding = (outcome: Unmeasured): void =>
    settled.resolve({ ...outcome, wallMs: performance.now() - startedMs });
  child.on('error', ({ message }) => {
    finding({ kind: 'crashed', error: `it did not start: ${message}` });
  });
  // Where nothing confines it, a command may leave somebody behind who holds its pipes open.
  let letGo: NodeJS.Timeout | undefined;
  child.on('exit', () => {
    killGroup(child);
    letGo = setTimeout(() => {
      for (const pipe of [stdout, errors, stdio[3] as Readable]) pipe?.destroy();
    }, lastWordsMs);
  });
  child.on('close', (code, killedBy) => {
    if (end?.kind === 'aborted') settled.reject(signal.reason as Error);
    else if (end?.kind === 'timedOut') finding({ kind: 'timedOut', limitMs });
    else if (end?.kind === 'crashed') finding(end);
    else finding(exited({ code, killedBy }, { printed, stderr, artifact }));
  });
  return settled.promise.finally(() => {
    clearTimeout(watchdog);
    clearTimeout(letGo);
    rest?.();
    signal.removeEventListener('abort', abort);
  });
}

/** What a command that ended by itself has left. */
function exited(
  { code, killedBy }: { readonly code: number | null; readonly killedBy: string | null },
  left: {
    readonly printed: readonly Buffer[];
    readonly stderr: string;
    readonly artifact: readonly Buffer[];
  },
): Unmeasured {
  if (code === null) return { kind: 'crashed', error: `it was ended by ${killedBy}` };
  const artifact = Buffer.concat(left.artifact);
  return {
    kind: 'exited',
    code,
    stdout: Buffer.concat(left.printed),
    stderr: left.stderr,
    ...(artifact.length === 0 ? {} : { artifact: artifact.subarray(1) }),
  };
}

/** Why a command was ended before its time. */
type End =
  { readonly kind: 'timedOut' | 'aborted' } | { readonly kind: 'crashed'; readonly error: string };

type Unmeasured = WithoutTime<CommandOutcome>;
type WithoutTime<Outcome> = Outcome extends CommandOutcome ? Omit<Outcome, 'wallMs'> : never;

/** Collects what a stream brings, up to `most` bytes and one. */
function gather(stream: Readable, most: number, flooded: () => void): Buffer[] {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most + 1) flooded();
    else chunks.push(chunk);
  });
  return chunks;
}
