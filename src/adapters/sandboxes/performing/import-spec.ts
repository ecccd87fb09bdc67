import { readFileSync, realpathSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Texts } from '../pool/serve.ts';
import type { Imports } from '../../../domain/module-body.ts';
import { ModuleGraph } from './module-graph.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const provided = new Map([
  ['sluice', new URL(`./sluice-in-specs.${extension}`, import.meta.url).href],
  ['fast-check', import.meta.resolve('fast-check')],
]);

/** Marks a specifier that is to be resolved as if it stood in the specification. */
const asIfInSpec = 'sluice-import:';

export interface ImportedSpec {
  readonly exports: Readonly<Record<string, unknown>>;
  /** The modules of its own that it loaded, in that order. */
  readonly files: readonly string[];
  /** Where they lie, and where those do that it lends. */
  readonly paths: { readonly all: readonly string[]; readonly lent: readonly string[] };
  readonly imports: Imports;
}

/**
 * Imports a TypeScript specification from wherever it lies: `sluice` and `fast-check` are always
 * the running ones, and types are stripped inside `node_modules` too, where examples of an
 * installed package lie. What it lets programs import is imported with it. Files of `texts` say
 * what stands there, whatever has become of them.
 */
export function importSpec(path: string, texts: Texts = {}): Promise<ImportedSpec> {
  const url = pathToFileURL(realpathSync(path)).href;
  return hooked(url, texts, async ({ files, graph }) => {
    const exports = (await import(url)) as Record<string, unknown>;
    const imports = await importAll(importsOf(exports['default']));
    const lent = graph.pathsUnder(lending, isForeign);
    const all = [...graph.pathsUnder(beginning, isForeign), ...lent];
    return { exports, files, paths: { all, lent }, imports };
  });
}

/** Imports what a specification lends, and nothing of it beside. */
export function importLent(
  path: string,
  specifiers: readonly string[],
  texts: Texts = {},
): Promise<Imports> {
  return hooked(pathToFileURL(path).href, texts, () => importAll(specifiers));
}

/** What stands for the specification's reader, and for its programs, where they ask for modules. */
const [beginning, lending] = ['the specification', 'its programs'];

interface Found {
  readonly files: readonly string[];
  readonly graph: ModuleGraph;
}

async function hooked<Result>(
  specUrl: string,
  texts: Texts,
  use: (found: Found) => Promise<Result>,
): Promise<Result> {
  const files: string[] = [];
  const graph = new ModuleGraph();
  const read = new Set<string>();
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier.startsWith(asIfInSpec)) {
        const asked = specifier.slice(asIfInSpec.length);
        const found = next(asked, { ...context, parentURL: specUrl });
        graph.add(lending, asked, found.url, specUrl);
        return found;
      }
      const url = provided.get(specifier);
      if (url !== undefined) return { url, shortCircuit: true };
      const found = next(specifier, context);
      const parent = specifier === specUrl ? beginning : context.parentURL;
      if (parent !== undefined) graph.add(parent, specifier, found.url);
      return found;
    },
    load: (url, context, next) => {
      if (url === specUrl || isForeign(url)) files.push(fileURLToPath(url));
      if (!url.startsWith('file:')) return next(url, context);
      const path = fileURLToPath(url);
      const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
      if (url.endsWith('.ts') && url.includes('/node_modules/')) {
        read.add(path);
        const source = stripTypeScriptTypes(text ?? readFileSync(path, 'utf8'));
        return { format: 'module', source, shortCircuit: true };
      }
      const format = url.endsWith('.ts') ? { format: 'module-typescript' } : {};
      const loaded = next(url, { ...context, ...format });
      // Of what Node reads by itself, only that it has not changed is known.
      if (text === undefined || loaded.source === null || loaded.source === undefined) {
        return loaded;
      }
      read.add(path);
      return { ...loaded, source: text };
    },
  });
  try {
    const used = await use({ files, graph });
    for (const [path, text] of Object.entries(texts))
      if (!read.has(path)) refuseChanged(path, text);
    return used;
  } finally {
    hooks.deregister();
  }
}

function refuseChanged(path: string, text: string): void {
  if (readFileSync(path, 'utf8') === text) return;
  throw new Error(`${path} says something else than when the run began: give it back what it said`);
}

async function importAll(specifiers: readonly string[]): Promise<Imports> {
  const imports: Record<string, object> = {};
  for (const specifier of specifiers) {
    imports[specifier] = (await import(asIfInSpec + specifier)) as object;
  }
  return imports;
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
