import type { RunEvent, RunHeader, RunId } from '../../domain/run.ts';
import type { Ledger, Pick, RunSummary } from '../../ports/ledger.ts';
import { statusAfter } from './status.ts';
import { runExists, unknownRun } from './unknown-run.ts';

/** A ledger that is gone with its process: for tests, benchmarks and runs that leave nothing. */
export class MemoryLedger implements Ledger {
  readonly #runs = new Map<RunId, { header: RunHeader; events: RunEvent[]; picks: Pick[] }>();

  begin(header: RunHeader): void {
    if (this.#runs.has(header.id)) throw runExists(header.id);
    this.#runs.set(header.id, { header: structuredClone(header), events: [], picks: [] });
  }

  append(run: RunId, events: readonly RunEvent[]): void {
    const kept = this.#begun(run).events;
    for (const event of events) kept.push(structuredClone(event));
  }

  read(run: RunId): { header: RunHeader; events: RunEvent[] } | undefined {
    const found = this.#runs.get(run);
    return found && structuredClone({ header: found.header, events: found.events });
  }

  runs(): readonly RunSummary[] {
    return [...this.#runs.values()]
      .map(({ header, events }) => ({ header, status: events.reduce(statusAfter, 'running') }))
      .toReversed();
  }

  pick(pick: Pick): void {
    this.#begun(pick.run).picks.push({ ...pick });
  }

  picks(run: RunId): readonly Pick[] {
    return [...(this.#runs.get(run)?.picks ?? [])];
  }

  close(): void {
    this.#runs.clear();
  }

  #begun(run: RunId) {
    const found = this.#runs.get(run);
    if (found === undefined) throw unknownRun(run);
    return found;
  }
}
