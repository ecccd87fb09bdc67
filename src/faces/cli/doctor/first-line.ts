import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a program says first; `undefined` where there is none or it fails. */
export async function firstLine(
  program: string,
  args: readonly string[],
  path: string,
): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, args, { env: { PATH: path }, timeout: 5000 });
    return stdout.split('\n')[0]?.trim() ?? '';
  } catch {
    return undefined;
  }
}
