import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { ReadSpecModule } from '../../../ports/spec-module.ts';
import { filesBeside } from '../../reading/files-beside.ts';
import { specError, type Issue } from '../../reading/issue.ts';
import { readDocument, readText } from '../../reading/read-text.ts';
import type { LoadedSpec } from './loaded-spec.ts';
import { soundJson, soundModule, type Soundness } from './sound-spec.ts';

/** How long a specification's module may take to load. */
const loadingMsMost = 10_000;

/**
 * Reads a specification of a function, `NAME.sluice.json` or `NAME.sluice.ts`, and throws a
 * `SluiceError` of fault `input` for whatever is wrong with it.
 */
export async function loadSpec(path: string, readModule: ReadSpecModule): Promise<LoadedSpec> {
  const absolute = resolve(path);
  if (/\.[cm]?[jt]s$/.test(path)) return loadModule(absolute, readModule);
  const { text, document } = readDocument(path);
  return { path: absolute, text, ...specOf(soundJson(document), path) };
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
  const spec = specOf(soundModule(reading.data), path);
  const { score, reference, properties, imports: lent, needs } = spec.has;
  const judges = score || reference || properties;
  const needed = needs.map((file) => resolve(dirname(path), file));
  const modules = reading.files.map((file) => readFileSync(file, 'utf8'));
  const data = textsOf(needs, path);
  const text = [...modules, ...data].join('\n');
  const files = [...reading.files, ...needed];
  if (!judges && lent.length === 0) return { path, text, files, ...spec };
  const texts = Object.fromEntries([
    ...reading.files.map((file, at) => [file, modules[at]!] as const),
    ...needed.map((file, at) => [file, data[at]!] as const),
  ]);
  const paths = { ...reading.paths, all: [...reading.paths.all, ...needed] };
  return { path, text, files, module: { path, judges, lent, paths, texts }, ...spec };
}

function textsOf(needs: readonly string[], path: string): readonly string[] {
  const issues: Issue[] = [];
  const files = filesBeside(path, issues);
  const texts = needs.map((file, index) => files.text(file, `needs[${index}]`));
  if (issues.length > 0) throw specError(basename(path), issues);
  return texts;
}

function specOf(soundness: Soundness, path: string): Omit<LoadedSpec, 'path' | 'text'> {
  if ('issues' in soundness) throw specError(basename(path), soundness.issues);
  return soundness.spec;
}
