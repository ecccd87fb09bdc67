import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The benchmarks of what is solved, and whether each reads public sets from `--data`. */
const parts: Readonly<Record<string, { readonly data: boolean }>> = {
  strings: { data: true },
  'symbolic-regression': { data: true },
  lists: { data: true },
  'bin-packing': { data: false },
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
    results[name] =
      part.data && (values.data === undefined || !existsSync(values.data))
        ? { skipped: 'needs --data DIR with the public sets; see bench/README.md' }
        : measure(name, part.data ? ['--data', values.data!] : []);
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
