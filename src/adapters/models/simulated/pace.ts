import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../../../ports/clock.ts';

/** How late a timer of Node may be, in milliseconds, on a machine with time to spare. */
const timerLateMs = 2;

/**
 * Waits until a moment of the clock. Timers do where being late by one does not matter; else the
 * last stretch is spun away, one turn of the event loop after the other.
 */
export async function until(dueMs: number, toleranceMs: number, clock: Clock): Promise<void> {
  const earlyMs = toleranceMs >= timerLateMs ? 0 : timerLateMs;
  for (;;) {
    const leftMs = dueMs - clock.monotonicMs();
    if (leftMs <= 0) return;
    if (leftMs > earlyMs) await sleep(Math.max(1, leftMs - earlyMs));
    else await nextTurn();
  }
}

/**
 * The schedule of one stream. Token i is due at the start plus i / rate, whatever became of the
 * tokens before it: what a late timer holds back, the next one makes up for.
 */
export class Pace {
  readonly #startMs: number;
  readonly #tokensPerMs: number;
  readonly #clock: Clock;

  constructor(startMs: number, tokensPerSecond: number, clock: Clock) {
    this.#startMs = startMs;
    this.#tokensPerMs = tokensPerSecond / 1000;
    this.#clock = clock;
  }

  /** How many tokens are due now. */
  due(): number {
    const elapsedMs = this.#clock.monotonicMs() - this.#startMs;
    return elapsedMs < 0 ? 0 : Math.floor(elapsedMs * this.#tokensPerMs) + 1;
  }

  /** Waits until `count` tokens are due, within a hundredth of the time since the start. */
  async until(count: number): Promise<void> {
    const sinceStartMs = Math.max(0, count - 1) / this.#tokensPerMs;
    await until(this.#startMs + sinceStartMs, sinceStartMs / 100, this.#clock);
  }

  /** The least number of tokens that are worth waiting for: what is due within a timer's tick. */
  get burst(): number {
    return Math.max(1, Math.floor(this.#tokensPerMs));
  }
}
