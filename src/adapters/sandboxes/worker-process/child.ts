import { Worker } from 'node:worker_threads';
import type { Trial } from '../../../ports/sandbox.ts';
import type { SpecModule } from '../../../ports/spec-module.ts';
import { errorText } from './compile.ts';
import { readFrameSync, writeFrameSync } from './frames.ts';
import { importSpec } from './import-spec.ts';
import { Performer } from './perform.ts';

/**
 * The process in which candidates run. It reads batches of trials from descriptor 0 and writes one
 * outcome a trial to descriptor 3, all of it blocking: between two trials no event loop turns, so
 * nothing that a candidate leaves behind (a timer, a promise) ever runs.
 *
 * Descriptor 4 is the lifeline. A thread waits for its end, which comes when the parent is gone,
 * however it went, and takes this process down even in the middle of an endless loop.
 */
const lifeline = `
  const { Socket } = require('node:net');
  const end = () => process.kill(process.pid, 'SIGKILL');
  new Socket({ fd: 4 }).on('end', end).on('error', end).resume();
`;
new Worker(lifeline, { eval: true, env: {} });

const [specPath] = process.argv.slice(2);
try {
  const spec = specPath === undefined ? undefined : (await importSpec(specPath)).exports['default'];
  writeFrameSync(3, { kind: 'ready' });
  serve(new Performer(spec as SpecModule | undefined));
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
