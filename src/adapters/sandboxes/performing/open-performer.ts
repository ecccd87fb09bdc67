import type { SpecModule } from '../../../ports/spec-module.ts';
import { importSpec } from './import-spec.ts';
import type { Imports } from './module-body.ts';
import { Performer, type ProgramEngine } from './perform.ts';

/** Loads a specification's module, where there is one, and what it wants beside it. */
export async function openPerformer(
  specPath: string | undefined,
  engineFor: (imports: Imports) => ProgramEngine,
): Promise<Performer> {
  if (specPath === undefined) {
    return new Performer(undefined, { imports: {}, engine: engineFor({}) });
  }
  const { exports, imports } = await importSpec(specPath);
  const spec = exports['default'] as SpecModule;
  const { checkProperties } = spec.properties ? await import('./check-properties.ts') : {};
  const engine = engineFor(imports);
  return new Performer(spec, { imports, engine, ...(checkProperties && { checkProperties }) });
}
