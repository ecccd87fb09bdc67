import type { Observer } from './domain/progress.ts';
import type { Past } from './domain/recall.ts';
import type { RunHeader, RunStatus } from './domain/run.ts';
import type { RunPorts } from './search/run-ports.ts';
import { Search } from './search/search.ts';

/**
 * One run, from intent to final state:
 *
 *     models propose → gauntlet → evidence → archive → shortlist → final state
 *            ↑                                  │
 *            └───────────── parents ────────────┘
 *
 * `past` holds what an interrupted run has recorded; it is empty for a new one. The run ends by
 * its budget, when its shortlist stands still, or when `interrupt` aborts, which keeps everything.
 * Answers how it ended; its whole record is in the ledger.
 */
export async function run(
  header: RunHeader,
  past: Past,
  ports: RunPorts,
  observe: Observer,
  interrupt: AbortSignal,
): Promise<RunStatus> {
  const search = new Search(header, past, ports, observe);

  await search.proposeAndJudge(interrupt);
  const nominees = await search.nominate(interrupt);
  const survived = await search.shortlist(nominees, interrupt);

  return search.end(interrupt.aborted ? 'interrupted' : survived ? 'survived' : 'exhausted');
}
