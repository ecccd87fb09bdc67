import type { RunEvent, RunHeader, RunId } from '../../domain/run.ts';
import type { KeptReply, Reply } from '../../ports/correspondence.ts';
import type { Claim, Ledger, Pick, RunSummary } from '../../ports/ledger.ts';
import { statusAfter } from '../../domain/status-after.ts';
import { runExists, unknownRun } from './unknown-run.ts';

interface Kept {
  readonly header: RunHeader;
  readonly events: RunEvent[];
  readonly picks: Pick[];
  readonly replies: Reply[];
  /** How many of the replies are part of the newest checkpoint. */
  checked: number;
}

/** A ledger that is gone with its process: for tests, benchmarks and runs that leave nothing. */
export class MemoryLedger implements Ledger {
  readonly #runs = new Map<RunId, Kept>();
  readonly #claims = new Map<RunId, Claim>();

  begin(header: RunHeader): void {
    if (this.#runs.has(header.id)) throw runExists(header.id);
    const kept = {
      header: structuredClone(header),
      events: [],
      picks: [],
      replies: [],
      checked: 0,
    };
    this.#runs.set(header.id, kept);
  }

  append(run: RunId, events: readonly RunEvent[], replies: readonly Reply[] = []): void {
    const kept = this.#begun(run);
    for (const event of events) {
      if (event.kind === 'checkpoint') forgetState(kept.events);
      kept.events.push(structuredClone(event));
    }
    for (const reply of replies) kept.replies.push(structuredClone(reply));
    if (events.some(({ kind }) => kind === 'checkpoint')) kept.checked = kept.replies.length;
  }

  *replies(run: RunId, since: 'begin' | 'checkpoint'): Iterable<KeptReply> {
    const found = this.#runs.get(run);
    if (found === undefined) return;
    for (const reply of found.replies.slice(since === 'begin' ? 0 : found.checked)) {
      const { completion, ...rest } = reply;
      yield { ...rest, unpack: () => structuredClone(completion) };
    }
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

  claim(run: RunId, claim: Claim, isGone: (other: Claim) => boolean): Claim | undefined {
    const other = this.#claims.get(run);
    if (other !== undefined && !isGone(other)) return other;
    this.#claims.set(run, { ...claim });
    return undefined;
  }

  keep(run: RunId, claim: Claim): void {
    if (this.#claims.get(run)?.id === claim.id) this.#claims.set(run, { ...claim });
  }

  release(run: RunId, { id }: Claim): void {
    if (this.#claims.get(run)?.id === id) this.#claims.delete(run);
  }

  pick(pick: Pick): void {
    this.#begun(pick.run).picks.push({ ...pick });
  }

  picks(run: RunId): readonly Pick[] {
    return [...(this.#runs.get(run)?.picks ?? [])];
  }

  close(): void {
    this.#runs.clear();
    this.#claims.clear();
  }

  #begun(run: RunId) {
    const found = this.#runs.get(run);
    if (found === undefined) throw unknownRun(run);
    return found;
  }
}

/** The state of a checkpoint is of no use once there is a newer one. */
function forgetState(events: RunEvent[]): void {
  const last = events.findLastIndex(({ kind }) => kind === 'checkpoint');
  const event = events[last];
  if (event?.kind !== 'checkpoint') return;
  const { state: _, ...rest } = event;
  events[last] = rest;
}
