import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import type { RunRecord } from './record.ts';
import type { Proposer } from './steps.ts';

/** What a run is carried out with. */
export interface RunPorts {
  readonly reality: Reality;
  readonly models: readonly Proposer[];
  readonly record: RunRecord;
  readonly clock: Clock;
  readonly random: Random;
  /** How many processes judge. */
  readonly workers: number;
  /** Processors of this machine. */
  readonly processors: number;
}
