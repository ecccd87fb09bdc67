import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/**
 * Who may import whom: the table of ARCHITECTURE.md. A folder may always import itself; `.` is
 * `src/` itself, whose files are listed one by one.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  ports: ['domain'],
  proposing: ['domain', 'ports'],
  gauntlet: ['domain', 'ports'],
  archive: ['domain', 'ports'],
  shortlist: ['domain', 'ports'],
  attack: ['domain', 'ports'],
  intent: ['domain', 'ports'],
  reports: ['domain', 'ports'],
  page: [],
  dial: ['domain', 'ports', 'page'],
  realities: ['domain', 'ports', 'page'],
  adapters: ['domain', 'ports'],
  testing: ['domain', 'ports'],
  faces: ['index.ts', 'compose.ts'],
  search: ['domain', 'ports', 'proposing', 'gauntlet', 'archive', 'shortlist'],
  'run.ts': ['domain', 'ports', 'search'],
  engine: ['domain', 'ports', 'run.ts', 'search', 'reports', 'attack', 'intent', 'gauntlet'],
  composing: ['domain', 'ports', 'engine', 'proposing', 'realities', 'adapters', 'version.ts'],
  'compose.ts': [
    'composing',
    'domain',
    'ports',
    'dial',
    'engine',
    'intent',
    'proposing',
    'adapters',
    'version.ts',
  ],
  'index.ts': ['domain', 'ports', 'compose.ts', 'dial', 'realities', 'reports', 'version.ts'],
  'version.ts': [],
};

/** Code of another world, compiled on its own: the WebAssembly kernel. */
const foreign = join('adapters', 'models', 'grammar', 'numeric', 'kernel') + sep;

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith(foreign),
);

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?from\s)?\s*'([^']+)'|import\(\s*'([^']+)'/g;

const imports: readonly Import[] = files.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(importPattern)]
    .map((match) => match[1] ?? match[2]!)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({
      file,
      specifier,
      from: placeOf(file),
      to: placeOf(relative(root, resolve(root, dirname(file), specifier))),
    })),
);

/** The top folder of a file, or its name where it stands in `src/` itself. */
function placeOf(file: string): string {
  return file.split(sep)[0]!;
}

/** Imports within `realities` and `adapters`, by the second folder: the kind of thing. */
const inner: readonly Import[] = imports
  .filter(({ from, to }) => from === to && (from === 'realities' || from === 'adapters'))
  .map(({ file, specifier }) => ({
    file,
    specifier,
    from: secondOf(file),
    to: secondOf(relative(root, resolve(root, dirname(file), specifier))),
  }));

function secondOf(file: string): string {
  return file.split(sep)[1]!;
}

describe('direction: who may import whom', () => {
  it('has read the code it speaks of', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('knows every folder', () => {
    expect([...new Set(files.map(placeOf))].filter((place) => !(place in allowed))).toEqual([]);
  });

  it('goes one way', () => {
    const wrong = imports.filter(
      ({ from, to }) => from !== to && !(allowed[from] ?? []).includes(to),
    );
    expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  it('keeps realities apart, and adapters of different ports', () => {
    // Any adapter may stand on the clock and seeded chance; any reality on what
    // reads files and what asks in words.
    const common = new Set(['system', 'reading', 'asking']);
    const wrong = inner.filter(({ from, to }) => from !== to && !common.has(to));
    expect(inner.length).toBeGreaterThan(50);
    expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  it('lets the domain import nothing, not even the runtime', () => {
    const outside = files
      .filter((file) => placeOf(file) === 'domain')
      .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(importPattern)])
      .map((match) => match[1] ?? match[2]!)
      .filter((specifier) => !specifier.startsWith('.'));
    expect(outside).toEqual([]);
  });
});
