import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { ReadSpecModule } from '../../../ports/spec-module.ts';
import { closest } from './closest.ts';
import { specError, type Issue } from './issue.ts';
import type { LoadedSpec } from './loaded-spec.ts';
import { parseJson } from './parse-json.ts';
import { soundJson, soundModule, type Soundness } from './sound-spec.ts';

/** The longest specification that is read. */
const bytesMost = 32 * 1024 * 1024;
/** How long a specification's module may take to load. */
const loadingMsMost = 10_000;

/**
 * Reads a specification of a function, `NAME.sluice.json` or `NAME.sluice.ts`, and throws a
 * `SluiceError` of fault `input` for whatever is wrong with it.
 */
export async function loadSpec(path: string, readModule: ReadSpecModule): Promise<LoadedSpec> {
  const absolute = resolve(path);
  if (/\.[cm]?[jt]s$/.test(path)) return loadModule(absolute, readModule);
  const text = readText(absolute, path);
  if (!path.endsWith('.json')) {
    throw problem(path, {
      found: `a file that ends in neither .json nor .ts`,
      wanted: '`NAME.sluice.json` or `NAME.sluice.ts`',
      mend: 'Rename it; a table goes with `--examples`.',
    });
  }
  const parsed = parseJson(text);
  if ('issue' in parsed) throw specError(basename(path), [parsed.issue]);
  return { path: absolute, text, ...specOf(soundJson(parsed.value), path) };
}

async function loadModule(path: string, readModule: ReadSpecModule): Promise<LoadedSpec> {
  readText(path, path);
  const reading = await readModule(path, loadingMsMost);
  if (reading.kind === 'failed') {
    throw specError(basename(path), [
      {
        place: reading.place,
        found: reading.found,
        wanted: '`export default defineFunction({ … })`',
        mend: 'Mend the module so that it loads.',
      },
    ]);
  }
  const text = reading.files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return { path, text, modulePath: path, ...specOf(soundModule(reading.data), path) };
}

function specOf(soundness: Soundness, path: string): Omit<LoadedSpec, 'path' | 'text'> {
  if ('issues' in soundness) throw specError(basename(path), soundness.issues);
  return soundness.spec;
}

/** The text of a file that a person named; `shown` is how they named it. */
export function readText(path: string, shown: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw missing(path, shown);
  if (!stat.isFile()) {
    throw problem(shown, {
      found: stat.isDirectory() ? 'a folder' : 'something that is no file',
      wanted: 'a file',
      mend: 'Name the specification inside it.',
    });
  }
  if (stat.size > bytesMost) {
    throw problem(shown, {
      found: `${Math.ceil(stat.size / 2 ** 20)} MB`,
      wanted: `at most ${bytesMost / 2 ** 20} MB`,
      mend: 'Keep fewer examples: a few hundred that differ teach more than a million alike.',
    });
  }
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    throw problem(shown, {
      found: 'an empty file',
      wanted: 'a specification',
      mend: 'Write `intent`, `function` and `examples` into it.',
    });
  }
  return text;
}

function missing(path: string, shown: string): Error {
  let neighbours: string[] = [];
  try {
    neighbours = readdirSync(dirname(path)).filter((name) => /\.(?:json|ts|csv)$/.test(name));
  } catch {
    return problem(shown, {
      found: 'no such folder',
      wanted: 'a specification',
      mend: `See whether ${dirname(path)} is there.`,
    });
  }
  const meant = closest(stem(basename(path)), neighbours.map(stem));
  const near = neighbours.find((name) => stem(name) === meant);
  return problem(shown, {
    found: 'no such file',
    wanted: 'a specification',
    mend: near === undefined ? 'See whether the name is right.' : `Did you mean ${near}?`,
  });
}

const stem = (name: string) => name.replace(/(?:\.sluice)?\.\w+$/, '');

function problem(file: string, issue: Omit<Issue, 'place'>): Error {
  return specError(file, [{ place: '', ...issue }]);
}
