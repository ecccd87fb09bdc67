import type { Trial } from '../../../ports/sandbox.ts';
import type { SpecModule } from '../../../ports/spec-module.ts';
import { errorText } from './compile.ts';
import { readFrameSync, writeFrameSync } from './frames.ts';
import { importSpec } from './import-spec.ts';
import { holdLifeline } from './lifeline.ts';
import { Performer } from './perform.ts';

/**
 * The process in which candidates run. It reads batches of trials from descriptor 0 and writes one
 * outcome a trial to descriptor 3, all of it blocking: between two trials no event loop turns, so
 * nothing that a candidate leaves behind (a timer, a promise) ever runs.
 */
holdLifeline();
const [specPath] = process.argv.slice(2);
try {
  const module = specPath === undefined ? undefined : await importSpec(specPath);
  const spec = module?.exports['default'] as SpecModule | undefined;
  const properties = spec?.properties && (await import('./check-properties.ts'));
  writeFrameSync(3, { kind: 'ready' });
  serve(new Performer(spec, properties?.checkProperties));
} catch (error) {
  writeFrameSync(3, { kind: 'failed', error: errorText(error) });
}
process.exit();

function serve(performer: Performer): void {
  for (;;) {
    const batch = readFrameSync(0) as readonly Pick<Trial, 'program' | 'task'>[] | undefined;
    if (batch === undefined) return;
    for (const { program, task } of batch) writeFrameSync(3, performer.perform(program, task));
  }
}
