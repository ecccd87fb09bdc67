import { readSpecModule } from '../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { workerProcessSandbox } from '../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { seededRandom } from '../../../src/adapters/system/seeded-random.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import type { FunctionSandbox } from '../../../src/ports/sandbox.ts';
import { loadSpec } from '../../../src/realities/function/loading/load-spec.ts';
import { openFunctionReality } from '../../../src/realities/function/reality.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';

/** Opens the reality of a specification's text: JSON, or a module where it says `export default`. */
export async function openSpec(
  text: string,
  seed = 1,
  sandbox?: FunctionSandbox,
): Promise<Reality> {
  return openFile(writtenSpec(text), seed, sandbox);
}

/** Judged in the given sandbox, or by a plain child process. */
export async function openFile(
  path: string,
  seed = 1,
  sandbox?: FunctionSandbox,
): Promise<Reality> {
  const spec = await loadSpec(path, readSpecModule);
  const specPath = spec.module === undefined ? {} : { specPath: spec.module.path };
  return openFunctionReality({
    spec,
    sandbox: sandbox ?? workerProcessSandbox({ workers: 1, ...specPath }),
    random: seededRandom(seed),
    limitMs: 2000,
    page: () => ({ ledgerPath: '', versions: {}, outcome: null }),
  });
}
