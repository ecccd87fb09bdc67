import { costOf } from '../domain/cost.ts';
import type { Purse } from '../domain/purse.ts';
import type { Allowance, Charge, Reservation } from '../ports/completions.ts';
import type { RunRecord } from './record.ts';

/**
 * The purse of a run, of which every use is on record before it begins: whatever becomes of this
 * process, no request is forgotten that may have been paid for.
 */
export class RecordedPurse implements Allowance {
  readonly capsDollars: boolean;
  readonly #purse: Purse;
  readonly #record: Pick<RunRecord, 'add' | 'flushed'>;
  #next: number;

  /** `requests`: that the run has made before. */
  constructor(purse: Purse, record: Pick<RunRecord, 'add' | 'flushed'>, requests: number) {
    this.capsDollars = purse.capsDollars;
    this.#purse = purse;
    this.#record = record;
    this.#next = requests;
  }

  async reserve(most: Charge): Promise<Required<Reservation> | undefined> {
    const reservation = await this.#purse.reserve(most);
    if (reservation === undefined) return undefined;
    let request: number | undefined;
    return {
      sent: () => {
        request = this.#next++;
        const open = costOf({ ...most, isEstimate: true, isUnanswered: true });
        this.#record.add({ kind: 'requested', request, most: open });
        return this.#record.flushed();
      },
      settle: (actual) => {
        reservation.settle(actual);
        if (request === undefined) return;
        this.#record.add({ kind: 'settled', request, cost: costOf(actual) });
      },
    };
  }
}
