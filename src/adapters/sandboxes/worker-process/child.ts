import type { Outcome, Trial } from '../../../ports/sandbox.ts';
import type { SpecModule } from '../../../ports/spec-module.ts';
import { errorText } from './compile.ts';
import { readFrameSync, writeFrameSync } from './frames.ts';
import { importSpec } from './import-spec.ts';
import { holdLifeline } from './lifeline.ts';
import { Performer } from './perform.ts';
import { progressNoter } from './progress.ts';

/** Outcomes of quick trials wait this long for each other: a message costs as much as a trial. */
const gatheringMs = 2;

/**
 * The process in which candidates run. It reads batches of trials from descriptor 0 and writes
 * their outcomes to descriptor 3, all of it blocking: between two trials no event loop turns, so
 * nothing that a candidate leaves behind (a timer, a promise) ever runs. Descriptor 5 tells which
 * trial it is at.
 */
holdLifeline();
// Ctrl-C reaches every process of a terminal; when this one ends is its parent's to say.
process.on('SIGINT', () => {});
const [specPath] = process.argv.slice(2);
try {
  const performer = await performerFor(specPath);
  writeFrameSync(3, { kind: 'ready' });
  serve(performer);
} catch (error) {
  writeFrameSync(3, { kind: 'failed', error: errorText(error) });
}
process.exit();

async function performerFor(path: string | undefined): Promise<Performer> {
  if (path === undefined) return new Performer(undefined, { imports: {} });
  const { exports, imports } = await importSpec(path);
  const spec = exports['default'] as SpecModule;
  const { checkProperties } = spec.properties ? await import('./check-properties.ts') : {};
  return new Performer(spec, { imports, ...(checkProperties && { checkProperties }) });
}

type Batch = readonly Pick<Trial, 'program' | 'task'>[];

function serve(performer: Performer): void {
  const begin = progressNoter(5);
  for (;;) {
    const batch = readFrameSync(0) as Batch | undefined;
    if (batch === undefined) return;
    let outcomes: Outcome[] = [];
    let sentMs = performance.now();
    for (const { program, task } of batch) {
      begin();
      outcomes.push(performer.perform(program, task));
      if (performance.now() - sentMs < gatheringMs) continue;
      writeFrameSync(3, outcomes);
      outcomes = [];
      sentMs = performance.now();
    }
    if (outcomes.length > 0) writeFrameSync(3, outcomes);
  }
}
