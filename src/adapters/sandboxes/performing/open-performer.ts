import type { SpecModule } from '../../../ports/spec-module.ts';
import type { Texts } from '../pool/serve.ts';
import { importLent, importSpec } from './import-spec.ts';
import type { Imports } from '../../../domain/module-body.ts';
import { Performer, type ProgramEngine } from './perform.ts';

/**
 * Loads what a process is told to: nothing, a specification's module with what it wants beside it,
 * or of the module's imports those that are named after it, and nothing else of it. `texts`: what its
 * files said when it was read.
 */
export async function openPerformer(
  [specPath, ...lent]: readonly string[],
  texts: Texts,
  engineFor: (imports: Imports) => ProgramEngine,
): Promise<Performer> {
  if (specPath === undefined || lent.length > 0) {
    const imports = specPath === undefined ? {} : await importLent(specPath, lent, texts);
    return new Performer(undefined, { imports, engine: engineFor(imports) });
  }
  const { exports, imports } = await importSpec(specPath, texts);
  const spec = exports['default'] as SpecModule;
  const { checkProperties } = spec.properties ? await import('./check-properties.ts') : {};
  const engine = engineFor(imports);
  return new Performer(spec, { imports, engine, ...(checkProperties && { checkProperties }) });
}
