import { expect, it } from 'vitest';

import { MemoryLedger } from '../../src/adapters/ledgers/memory.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { Hold, type Self } from '../../src/engine/hold.ts';

const nobody: Self = { host: 'here', process: 1, startedAtMs: 100, isRunning: () => false };
const everybody: Self = { ...nobody, isRunning: () => true };

let ids = 0;

/** A process of a machine, at a moment in seconds, about to take the run of a ledger. */
function holdOf(ledger: MemoryLedger, self: Self, seconds = 0): Hold {
  const clock = { ...systemClock, wallMs: () => seconds * 1000 };
  return new Hold('run', { ledger }, { clock, self, anyId: () => `claim${ids++}` });
}

/** A ledger whose run another process has taken, at second 0. */
function taken(by: Partial<Self> = {}): { readonly ledger: MemoryLedger; readonly other: Hold } {
  const ledger = new MemoryLedger();
  const other = holdOf(ledger, { ...nobody, process: 2, startedAtMs: 200, ...by });
  other.take();
  return { ledger, other };
}

it('a run that another process carries out is refused, and the refusal says which', () => {
  const { ledger } = taken();
  expect(() => holdOf(ledger, everybody, 1).take()).toThrow(
    expect.objectContaining({
      fault: 'input',
      place: 'run run',
      found: 'that process 2 on this machine is carrying it out',
    }),
  );
});

it('a killed process is in nobody’s way, however lately it was heard of', () => {
  holdOf(taken().ledger, nobody).take();
});

it('a process that has our number and began at another time is gone', () => {
  holdOf(taken({ process: 1 }).ledger, everybody).take();
  const { ledger } = taken({ process: 1, startedAtMs: 100 });
  expect(() => holdOf(ledger, nobody).take()).toThrow('process 1 on this machine');
});

it('of another machine only silence tells that it is gone', () => {
  const { ledger } = taken({ host: 'there' });
  expect(() => holdOf(ledger, nobody, 14).take()).toThrow('process 2 on there');
  holdOf(ledger, nobody, 16).take();
});

it('whoever is through gives the run free, and takes it from nobody else', () => {
  const { ledger, other } = taken();
  holdOf(ledger, nobody).take();
  other.release();
  expect(() => holdOf(ledger, everybody).take()).toThrow('process 1 on this machine');
  const through = taken();
  through.other.release();
  holdOf(through.ledger, everybody).take();
});

it('says again and again that it is at work', () => {
  const ledger = new MemoryLedger();
  let seconds = 0;
  const elapsed = new AbortController();
  const clock = { ...systemClock, wallMs: () => seconds * 1000, deadline: () => elapsed.signal };
  new Hold('run', { ledger }, { clock, self: everybody, anyId: () => 'mine' }).take();
  seconds = 10;
  elapsed.abort();
  expect(() => holdOf(ledger, { ...everybody, host: 'there' }, 24).take()).toThrow('process 1');
});
