import type { RunEvent } from '../../domain/run.ts';
import type { OutputFile } from '../../ports/reality.ts';

/** The programs that were shortlisted, each as a file of its own that begins with its rank. */
export function finalistFiles(events: readonly RunEvent[], functionName: string): OutputFile[] {
  const shortlisted = events.findLast((event) => event.kind === 'shortlisted');
  return (shortlisted?.finalists ?? []).map(({ rank, candidate }) => ({
    path: `${rank}-${functionName}.ts`,
    text: candidate.source,
  }));
}
