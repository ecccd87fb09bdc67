import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The benchmarks of what is solved, and the folder in `--data` of the public sets that each reads. */
const parts: Readonly<Record<string, { readonly folder?: string }>> = {
  strings: { folder: 'sygus-2019-strings' },
  'symbolic-regression': { folder: '.' },
  lists: { folder: 'integer-lists' },
  'bin-packing': {},
};

const mebibyte = 2 ** 20;

/**
 * Everything that `solve` is measured by, one part after the other, each in a fresh process so
 * that none profits from code that another has warmed up.
 */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      only: { type: 'string', default: Object.keys(parts).join(',') },
      json: { type: 'boolean', default: false },
    },
  });
  const results: Record<string, unknown> = {};
  for (const name of values.only.split(',')) {
    const part = parts[name];
    if (part === undefined) throw new Error(`no part ${name}: ${Object.keys(parts).join(', ')}`);
    const folder = part.folder && join(values.data ?? '', part.folder);
    results[name] =
      folder !== undefined && (values.data === undefined || !existsSync(folder))
        ? { skipped: `needs --data DIR with ${part.folder} in it; see bench/README.md` }
        : measure(name, folder === undefined ? [] : ['--data', folder]);
  }
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model, cores: cpus().length, node: process.version };
  process.stdout.write(`${JSON.stringify({ machine, ...results }, undefined, 2)}\n`);
}

function measure(name: string, args: readonly string[]): unknown {
  process.stderr.write(`${name} …\n`);
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', file, '--json', ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * mebibyte },
  );
  return status === 0 ? (JSON.parse(stdout) as unknown) : { failed: `exit code ${status}` };
}

if (process.argv[1] !== undefined && join(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2));
}
