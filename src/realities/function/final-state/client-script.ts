import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/**
 * The modules of the page's script, each after those it imports. They are plain modules that
 * tests and this folder import like any other; no two may declare the same name.
 */
const modules = [
  '../../../domain/extremes',
  '../../../domain/value',
  './literal',
  './rank',
  './highlight',
  './wording',
  './client/page',
  './client/worker',
  './client/result',
  './client/difference',
  './client/trial',
  './client/weights',
  './client/landscape',
  './client/questions',
  './client/controls',
] as const;

/**
 * The page's script as one text. A page opened from disk can import nothing, and a bundler would
 * be a dependency for what is a concatenation: from `src` the types are stripped, from `dist` the
 * compiler has done so already; then imports go, since everything stands in one scope.
 */
export function clientScript(): string {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return modules
    .map((module) => readFileSync(new URL(module + extension, import.meta.url), 'utf8'))
    .map((text) => (extension === '.ts' ? stripTypeScriptTypes(text) : text))
    .map(withoutModules)
    .join('\n');
}

const withoutModules = (text: string): string =>
  text
    .replace(/^import\s[^;]*;$/gm, '')
    .replace(/^export (?=const|let|function|class|async)/gm, '')
    .replace(/^export \{\};?$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n');
