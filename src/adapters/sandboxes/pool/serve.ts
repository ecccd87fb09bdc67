import type { Outcome, Trial } from '../../../ports/sandbox.ts';
import { readFrameSync, writeFrameSync } from './frames.ts';
import { holdLifeline } from './lifeline.ts';
import { progressNoter } from './progress.ts';

/** Outcomes of quick trials wait this long for each other: a message costs as much as a trial. */
const gatheringMs = 2;

/** Judges one trial. */
export type Judge = (trial: Trial) => Outcome;

/** What files said when the specification was read, by their absolute path. */
export type Texts = Readonly<Record<string, string>>;

/**
 * The life of a pool's process. It is told what files said, reads batches of trials from descriptor 0 and writes their
 * outcomes to descriptor 3, all of it blocking: between two trials no event loop turns, so nothing
 * that a candidate leaves behind (a timer, a promise) ever runs. Descriptor 5 tells which trial it
 * is at. What `open` or a judge throws is told, and ends it.
 */
export async function serveTrials(
  open: (texts: Texts) => Promise<Judge>,
  tell: (error: unknown) => string,
): Promise<never> {
  holdLifeline();
  // Ctrl-C reaches every process of a terminal; when this one ends is its parent's to say.
  process.on('SIGINT', () => {});
  try {
    const judge = await open((readFrameSync(0) ?? {}) as Texts);
    writeFrameSync(3, { kind: 'ready' });
    serve(judge);
  } catch (error) {
    writeFrameSync(3, { kind: 'failed', error: tell(error) });
  }
  process.exit();
}

function serve(judge: Judge): void {
  const begin = progressNoter(5);
  for (;;) {
    const batch = readFrameSync(0) as readonly Trial[] | undefined;
    if (batch === undefined) return;
    let outcomes: Outcome[] = [];
    let sentMs = performance.now();
    for (const trial of batch) {
      begin();
      outcomes.push(judge(trial));
      if (performance.now() - sentMs < gatheringMs) continue;
      writeFrameSync(3, outcomes);
      outcomes = [];
      sentMs = performance.now();
    }
    if (outcomes.length > 0) writeFrameSync(3, outcomes);
  }
}
