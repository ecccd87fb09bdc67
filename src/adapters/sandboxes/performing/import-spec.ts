import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Imports } from './module-body.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const provided = new Map([
  ['sluice', new URL(`./sluice-in-specs.${extension}`, import.meta.url).href],
  ['fast-check', import.meta.resolve('fast-check')],
]);

/** Marks a specifier that is to be resolved as if it stood in the specification. */
const asIfInSpec = 'sluice-import:';

export interface ImportedSpec {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
  readonly imports: Imports;
}

/**
 * Imports a TypeScript specification from wherever it lies: `sluice` and `fast-check` are always
 * the running ones, and types are stripped inside `node_modules` too, where examples of an
 * installed package lie. Answers with its exports, the files of its own that it loaded, and the
 * modules that it lets programs import.
 */
export async function importSpec(path: string): Promise<ImportedSpec> {
  const files: string[] = [];
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier.startsWith(asIfInSpec)) {
        const inSpec = { ...context, parentURL: specUrl };
        return next(specifier.slice(asIfInSpec.length), inSpec);
      }
      const url = provided.get(specifier);
      return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
    },
    load: (url, context, next) => {
      if (url === specUrl || isForeign(url)) files.push(fileURLToPath(url));
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      if (!url.includes('/node_modules/')) {
        return next(url, { ...context, format: 'module-typescript' });
      }
      const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
      return { format: 'module', source, shortCircuit: true };
    },
  });
  const specUrl = pathToFileURL(path).href;
  try {
    const exports = (await import(specUrl)) as Record<string, unknown>;
    const imports: Record<string, object> = {};
    for (const specifier of importsOf(exports['default'])) {
      imports[specifier] = (await import(asIfInSpec + specifier)) as object;
    }
    return { exports, files, imports };
  } finally {
    hooks.deregister();
  }
}

/** What a specification lets programs import; anything else than a list of texts is said elsewhere. */
function importsOf(spec: unknown): string[] {
  const { imports } = (spec ?? {}) as { imports?: unknown };
  return Array.isArray(imports) ? imports.filter((specifier) => typeof specifier === 'string') : [];
}

const packageRoot = new URL('../../../', import.meta.url).href;

/** Whether a module is the author's own, and neither Sluice's nor a package's. */
function isForeign(url: string): boolean {
  return url.startsWith('file:') && !url.startsWith(packageRoot) && !url.includes('/node_modules/');
}
