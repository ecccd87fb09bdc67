import { parentPort, workerData } from 'node:worker_threads';

import { openTask } from './candidates-task.ts';
import type { Counts } from './candidates-task.ts';

/** Runs one slice of the sampler's space, and answers with its counts and every hash it saw. */
export interface Assignment {
  readonly cases: number;
  readonly slice: number;
  readonly slices: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface Report {
  readonly counts: Counts;
  readonly hashes: BigUint64Array<ArrayBuffer>;
}

const assignment = workerData as Assignment;
const task = openTask(assignment.cases, assignment.seed, assignment);
task.run(0.2);
parentPort!.once('message', () => {
  const counts = task.run(assignment.seconds);
  parentPort!.postMessage({ kind: 'counts', counts });
  const hashes = task.hashes();
  parentPort!.postMessage({ kind: 'hashes', hashes }, [hashes.buffer]);
});
parentPort!.postMessage({ kind: 'ready' });
