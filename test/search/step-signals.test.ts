import { expect, it } from 'vitest';

import { Spending } from '../../src/search/spending.ts';
import { StepSignals } from '../../src/search/step-signals.ts';
import { handClock } from '../fixtures/hand-clock.ts';

const never = new AbortController().signal;
const nobody = (): boolean => false;

it('what is kept for the end where trials take long is kept from what is being judged', () => {
  const { clock, pass } = handClock();
  const spending = new Spending({ seconds: 60 }, false, clock, undefined);
  const signals = new StepSignals(spending, clock, never, nobody);
  const before = signals.now;
  expect(signals.now).toBe(before);
  spending.judged(8000, true);
  const { judging } = signals.now;
  pass(45_000);
  expect([before.judging.aborted, judging.aborted]).toEqual([false, true]);
});

it('whoever took longest says how late is too late', () => {
  const { clock, pass } = handClock();
  const spending = new Spending({ seconds: 1 }, false, clock, undefined);
  const signals = new StepSignals(spending, clock, never, nobody);
  const quick = signals.now.late();
  spending.judged(10_000, false);
  const slow = signals.now.late();
  pass(3000);
  expect([quick.aborted, slow.aborted]).toEqual([true, false]);
  pass(17_000);
  expect(slow.aborted).toBe(true);
});

it('a run that is interrupted is late no longer', () => {
  const { clock } = handClock();
  const spending = new Spending({ seconds: 1 }, false, clock, undefined);
  const signals = new StepSignals(spending, clock, AbortSignal.abort(), nobody);
  expect(signals.now.late().aborted).toBe(true);
});
