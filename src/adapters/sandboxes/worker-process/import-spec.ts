import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const provided = new Map([
  ['sluice', new URL(`./sluice-in-specs.${extension}`, import.meta.url).href],
  ['fast-check', import.meta.resolve('fast-check')],
]);

/**
 * Imports a TypeScript specification from wherever it lies: `sluice` and `fast-check` are always
 * the running ones, and types are stripped inside `node_modules` too, where examples of an
 * installed package lie. Returns its exports and the files of its own that it loaded.
 */
export async function importSpec(
  path: string,
): Promise<{ exports: Record<string, unknown>; files: readonly string[] }> {
  const files: string[] = [];
  const foreign = (url: string) =>
    url.startsWith('file:') && !url.startsWith(packageRoot) && !url.includes('/node_modules/');
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const url = provided.get(specifier);
      return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
    },
    load: (url, context, next) => {
      if (url === specUrl || foreign(url)) files.push(fileURLToPath(url));
      if (!url.startsWith('file:') || !/\.ts$/.test(url)) return next(url, context);
      if (!url.includes('/node_modules/')) {
        return next(url, { ...context, format: 'module-typescript' });
      }
      const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
      return { format: 'module', source, shortCircuit: true };
    },
  });
  const specUrl = pathToFileURL(path).href;
  try {
    return { exports: (await import(specUrl)) as Record<string, unknown>, files };
  } finally {
    hooks.deregister();
  }
}

const packageRoot = new URL('../../../', import.meta.url).href;
