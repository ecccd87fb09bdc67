import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apart } from '../../../src/adapters/sandboxes/confined/apart.ts';
import {
  confinedSandbox,
  confinedV8Sandbox,
  quickV8Sandbox,
} from '../../../src/adapters/sandboxes/confined/sandbox.ts';
import { readSpecModule } from '../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { seededRandom } from '../../../src/adapters/system/seeded-random.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { loadSpec } from '../../../src/realities/function/loading/load-spec.ts';
import { openFunctionReality } from '../../../src/realities/function/reality.ts';
import type { SecondEngine } from '../../../src/realities/function/stages/judging.ts';

/**
 * Opens the reality of a specification's text as it is for candidates that may be hostile; with
 * `engineOnly` as where bubblewrap is missing. `around` may watch what V8 is asked.
 */
export async function openConfined(
  text: string,
  engineOnly = false,
  around: (engine: SecondEngine) => SecondEngine = (engine) => engine,
): Promise<Reality> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  const path = join(folder, text.includes('export default') ? 'x.sluice.ts' : 'x.sluice.json');
  writeFileSync(path, text);
  const spec = await loadSpec(path, readSpecModule);
  return openFunctionReality({
    spec,
    sandbox: apart(spec.module, (ofSpec) => confinedSandbox({ workers: 1, engineOnly, ...ofSpec })),
    second: engineOnly
      ? 'missing'
      : around({
          quick: apart(spec.module, (ofSpec) => quickV8Sandbox({ workers: 1, ...ofSpec })),
          alone: apart(spec.module, (ofSpec) => confinedV8Sandbox({ workers: 1, ...ofSpec })),
        }),
    random: seededRandom(1),
    limitMs: 2000,
    page: () => ({ ledgerPath: '', versions: {}, outcome: null }),
  });
}
