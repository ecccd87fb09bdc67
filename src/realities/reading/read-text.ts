import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { closest } from '../../domain/closest.ts';
import { fileError, specError } from './issue.ts';
import { parseJson } from './parse-json.ts';

/** The longest specification that is read. */
const bytesMost = 32 * 1024 * 1024;

/** The text of a specification in JSON, and what it says. */
export function readDocument(path: string): { readonly text: string; readonly document: unknown } {
  const text = readText(resolve(path), path);
  if (!path.endsWith('.json')) {
    throw fileError(path, {
      found: `a file that ends in neither .json nor .ts`,
      wanted: '`NAME.sluice.json` or `NAME.sluice.ts`',
      mend: 'Rename it; a table goes with `--examples`.',
    });
  }
  const parsed = parseJson(text);
  if ('issue' in parsed) throw specError(basename(path), [parsed.issue]);
  return { text, document: parsed.value };
}

/** The text of a file that a person named; `shown` is how they named it. */
export function readText(path: string, shown: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw missing(path, shown);
  if (!stat.isFile()) {
    throw fileError(shown, {
      found: stat.isDirectory() ? 'a folder' : 'something that is no file',
      wanted: 'a file',
      mend: 'Name the specification inside it.',
    });
  }
  if (stat.size > bytesMost) {
    throw fileError(shown, {
      found: `${Math.ceil(stat.size / 2 ** 20)} MB`,
      wanted: `at most ${bytesMost / 2 ** 20} MB`,
      mend: 'Keep fewer examples: a few hundred that differ teach more than a million alike.',
    });
  }
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    throw fileError(shown, {
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
    return fileError(shown, {
      found: 'no such folder',
      wanted: 'a specification',
      mend: `See whether ${dirname(path)} is there.`,
    });
  }
  const meant = closest(stem(basename(path)), neighbours.map(stem));
  const near = neighbours.find((name) => stem(name) === meant);
  return fileError(shown, {
    found: 'no such file',
    wanted: 'a specification',
    mend: near === undefined ? 'See whether the name is right.' : `Did you mean ${near}?`,
  });
}

const stem = (name: string) => name.replace(/(?:\.sluice)?\.\w+$/, '');
