import type { Clock } from './clock.ts';

/** What a reality may take to try what a run is given before it begins, and who is told of it. */
export interface Trying {
  readonly clock: Clock;
  /** Milliseconds that the run has in all; absent where no seconds limit it. */
  readonly mostMs?: number;
  /** Tells whoever watches what is tried from now on. */
  readonly tell: (what: string) => void;
}
