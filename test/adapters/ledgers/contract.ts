import { noCost, noCounts } from '../../../src/domain/tally.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RunEvent } from '../../../src/domain/run.ts';
import type { Reply } from '../../../src/ports/correspondence.ts';
import type { Claim, Ledger } from '../../../src/ports/ledger.ts';
import { batches, replies } from './arbitraries.ts';
import { headerOf } from './header.ts';

const ended = (status: 'survived' | 'exhausted' | 'interrupted'): RunEvent => ({
  kind: 'ended',
  status,
  elapsedMs: 1,
  counts: noCounts,
  cost: noCost,
});
const checkpoint: Extract<RunEvent, { kind: 'checkpoint' }> = {
  kind: 'checkpoint',
  step: 1,
  elapsedMs: 1,
  counts: noCounts,
  cost: noCost,
  archive: {},
  model: [],
};
const claimOf = (id: string, seenAtMs: number): Claim => ({
  id,
  host: 'here',
  process: 7,
  startedAtMs: 1,
  seenAtMs,
});
const gone = (): boolean => true;
const there = (): boolean => false;

const answered: RunEvent = { kind: 'answered', example: { args: [1, 1, 2], result: 1 } };

/** What every ledger keeps to. `open` gives an empty one. */
export function describeLedger(name: string, open: () => Ledger): void {
  describe(`${name} keeps the contract of a ledger`, () => {
    test('whatever is appended is read back equal and in order, run by run', () => {
      fc.assert(
        fc.property(batches, batches, (left, right) => {
          const ledger = open();
          try {
            ledger.begin(headerOf('left'));
            ledger.begin(headerOf('right'));
            for (let turn = 0; turn < Math.max(left.length, right.length); turn++) {
              ledger.append('left', left[turn] ?? []);
              ledger.append('right', right[turn] ?? []);
            }
            expect(ledger.read('left')).toStrictEqual({
              header: headerOf('left'),
              events: left.flat(),
            });
            expect(ledger.read('right')?.events).toStrictEqual(right.flat());
          } finally {
            ledger.close();
          }
        }),
        { numRuns: 30 },
      );
    });

    test('of the state of checkpoints the newest of a run is kept', () => {
      const ledger = open();
      try {
        const stateful = (state: unknown): RunEvent => ({ ...checkpoint, state });
        ledger.begin(headerOf('left'));
        ledger.begin(headerOf('right'));
        ledger.append('left', [stateful({ large: NaN })]);
        ledger.append('right', [stateful('its own')]);
        expect(ledger.read('left')?.events).toStrictEqual([stateful({ large: NaN })]);
        ledger.append('left', [answered, stateful(2), stateful(3)]);
        const kept = [checkpoint, answered, checkpoint, stateful(3)];
        expect(ledger.read('left')?.events).toStrictEqual(kept);
        expect(ledger.read('right')?.events).toStrictEqual([stateful('its own')]);
      } finally {
        ledger.close();
      }
    });

    test('replies are read back equal and in order, all of them or those since the checkpoint', () => {
      fc.assert(
        fc.property(replies, replies, replies, (first, second, third) => {
          const ledger = open();
          try {
            ledger.begin(headerOf('run'));
            ledger.begin(headerOf('other'));
            ledger.append('run', [answered], first);
            // What stands beside a checkpoint came before it.
            ledger.append('run', [checkpoint], second);
            ledger.append('other', [checkpoint], first);
            ledger.append('run', [answered], third);
            const read = (since: 'begin' | 'checkpoint'): Reply[] =>
              [...ledger.replies('run', since)].map(({ unpack, ...rest }) => ({
                ...rest,
                completion: unpack(),
              }));
            expect(read('begin')).toStrictEqual([...first, ...second, ...third]);
            expect(read('checkpoint')).toStrictEqual(third);
            expect([...ledger.replies('none', 'begin')]).toStrictEqual([]);
          } finally {
            ledger.close();
          }
        }),
        { numRuns: 30 },
      );
    });

    test('what is kept does not change when the caller changes what it gave', () => {
      const ledger = open();
      ledger.begin(headerOf('run'));
      const args = [1, 2];
      ledger.append('run', [{ kind: 'answered', example: { args, result: 1 } }]);
      args.push(3);
      const [event] = ledger.read('run')?.events ?? [];
      expect(event).toStrictEqual({ kind: 'answered', example: { args: [1, 2], result: 1 } });
      ledger.close();
    });

    test('an unknown run reads as undefined, has no picks, and is not written to', () => {
      const ledger = open();
      expect(ledger.read('none')).toBeUndefined();
      expect(ledger.picks('none')).toStrictEqual([]);
      for (const write of [
        () => ledger.append('none', [answered]),
        () => ledger.append('none', []),
        () => ledger.pick({ run: 'none', rank: 1, pickedAtMs: 1 }),
      ]) {
        expect(write).toThrow(expect.objectContaining({ fault: 'internal' }));
      }
      expect(ledger.runs()).toStrictEqual([]);
      ledger.close();
    });

    test('a run begins once', () => {
      const ledger = open();
      ledger.begin(headerOf('run'));
      expect(() => ledger.begin(headerOf('run'))).toThrow('begun before');
      expect(ledger.runs()).toHaveLength(1);
      ledger.close();
    });

    test('runs are listed the newest first, with the status they ended with unless they went on', () => {
      const ledger = open();
      for (const id of ['zeta', 'alpha', 'midst']) ledger.begin(headerOf(id));
      ledger.append('zeta', [ended('survived')]);
      ledger.append('midst', [ended('interrupted')]);
      const statuses = () => ledger.runs().map(({ header, status }) => [header.id, status]);
      expect(statuses()).toStrictEqual([
        ['midst', 'interrupted'],
        ['alpha', 'running'],
        ['zeta', 'survived'],
      ]);
      ledger.append('midst', [answered]);
      expect(statuses()[0]).toStrictEqual(['midst', 'running']);
      ledger.append('midst', [answered, ended('exhausted')]);
      ledger.append('midst', [{ kind: 'presented', files: ['/page.html'] }]);
      expect(statuses()[0]).toStrictEqual(['midst', 'exhausted']);
      ledger.close();
    });

    test('a run is one claim’s until that is given free or its holder is gone', () => {
      const ledger = open();
      try {
        expect(ledger.claim('run', claimOf('a', 1), there)).toBeUndefined();
        expect(ledger.claim('other', claimOf('b', 1), there)).toBeUndefined();
        ledger.keep('run', claimOf('a', 2));
        ledger.keep('run', claimOf('b', 9));
        ledger.release('run', claimOf('b', 9));
        expect(ledger.claim('run', claimOf('b', 3), there)).toStrictEqual(claimOf('a', 2));

        expect(ledger.claim('run', claimOf('b', 3), gone)).toBeUndefined();
        ledger.keep('run', claimOf('a', 4));
        ledger.release('run', claimOf('a', 4));
        expect(ledger.claim('run', claimOf('c', 5), there)).toStrictEqual(claimOf('b', 3));

        ledger.release('run', claimOf('b', 6));
        expect(ledger.claim('run', claimOf('c', 5), there)).toBeUndefined();
      } finally {
        ledger.close();
      }
    });

    test('picks are kept in order, and may be taken back by a newer one', () => {
      const ledger = open();
      ledger.begin(headerOf('run'));
      const picks = [2, 0].map((rank) => ({ run: 'run', rank, pickedAtMs: 1.5 + rank }));
      for (const pick of picks) ledger.pick(pick);
      expect(ledger.picks('run')).toStrictEqual(picks);
      ledger.close();
    });
  });
}
