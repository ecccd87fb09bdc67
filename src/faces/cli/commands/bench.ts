import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { SluiceError } from '../../../index.ts';
import { exitCodes, type Command, type ExitCode } from '../command.ts';
import { packageFolder } from '../home.ts';
import { nearest } from '../nearest.ts';

const extension = '.ts';

/** Benchmarks read their own options, so this command leaves its arguments as they are. */
export const bench: Command = {
  name: 'bench',
  usage: 'NAME [ARGS...]',
  summary: 'Measure Sluice itself (from a checkout only)',
  options: {},
  run: async ([name, ...args]) => {
    const folder = join(packageFolder, 'bench');
    const names = benchmarksIn(folder);
    if (name === undefined || !names.includes(name)) throw noSuchBenchmark(name, names);
    return await runBenchmark(join(folder, `${name}${extension}`), args);
  },
};

/** A benchmark is a file of `bench/` whose name is one word: the others serve them. */
function benchmarksIn(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new SluiceError({
      fault: 'input',
      place: 'sluice bench',
      found: `no folder ${folder}`,
      wanted: 'a checkout of Sluice, which has the benchmarks',
      mend: 'Clone the repository, run `npm ci` in it, and use its `bin/sluice`.',
    });
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .toSorted();
}

async function runBenchmark(path: string, args: readonly string[]): Promise<ExitCode> {
  const loaded = (await import(pathToFileURL(path).href)) as { main?: unknown };
  if (typeof loaded.main !== 'function') {
    throw new SluiceError({
      fault: 'input',
      place: path,
      found: 'no function `main`',
      wanted: '`export async function main(argv: string[])`',
      mend: 'It is a part of other benchmarks: name one of those.',
    });
  }
  await loaded.main(args);
  return exitCodes.survived;
}

function noSuchBenchmark(name: string | undefined, names: readonly string[]): SluiceError {
  const meant = name === undefined ? undefined : nearest(name, names);
  return new SluiceError({
    fault: 'input',
    place: 'sluice bench',
    found: name === undefined ? 'no name' : `the name ${name}`,
    wanted: names.length === 0 ? 'a file in bench/' : `one of ${names.join(', ')}`,
    mend:
      meant === undefined ? 'bench/README.md says what each measures.' : `Did you mean ${meant}?`,
  });
}
