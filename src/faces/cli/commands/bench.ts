import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { closest, SluiceError } from '../../../index.ts';
import { exitCodes, type Command } from '../command.ts';
import { packageFolder } from '../home.ts';

const folder = join(packageFolder, 'bench');
const extension = '.ts';

/** What a benchmark exports: a file of `bench/` without it serves the others. */
const entry = /^export (?:async )?function main\(/mu;

/** Benchmarks read their own options, so this command leaves its arguments as they are. */
export const bench: Command = {
  name: 'bench',
  usage: 'NAME [ARGS...]',
  summary: 'Measure Sluice itself (from a checkout only)',
  options: {},
  run: async ([name, ...args]) => {
    const names = benchmarks();
    if (name === undefined || !names.includes(name)) throw noSuchBenchmark(name, names);
    const url = pathToFileURL(join(folder, `${name}${extension}`)).href;
    const { main } = (await import(url)) as {
      main: (argv: readonly string[]) => Promise<void>;
    };
    await main(args);
    return exitCodes.survived;
  },
};

function benchmarks(): string[] {
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
    .filter(
      (file) => file.endsWith(extension) && entry.test(readFileSync(join(folder, file), 'utf8')),
    )
    .map((file) => file.slice(0, -extension.length))
    .toSorted();
}

function noSuchBenchmark(name: string | undefined, names: readonly string[]): SluiceError {
  const meant = name === undefined ? undefined : closest(name, names);
  return new SluiceError({
    fault: 'input',
    place: 'sluice bench',
    found: name === undefined ? 'no name' : `the name ${name}`,
    wanted: names.length === 0 ? 'a file in bench/' : `one of ${names.join(', ')}`,
    mend:
      meant === undefined ? 'bench/README.md says what each measures.' : `Did you mean ${meant}?`,
  });
}
