import type { CommandTrial } from '../../../ports/sandbox.ts';

/** What of a shell runs around a command that is to leave a file; nothing where it leaves none. */
export function scriptFor({ artifact, outputBytesMost }: CommandTrial): string | undefined {
  return artifact === undefined ? undefined : handingBack(artifact, outputBytesMost);
}

/**
 * Runs the command, then hands back the file named after it, with a byte before it that tells an
 * empty one from none.
 */
const handingBack = (artifact: string, bytesMost: number): string =>
  `"$@" 3>&-; code=$?; if [ -f ${quoted(artifact)} ]; then ` +
  `{ printf 1; head -c ${bytesMost + 1} -- ${quoted(artifact)}; } >&3 2>/dev/null; fi; exit $code`;

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
