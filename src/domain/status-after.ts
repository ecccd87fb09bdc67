import type { RunEvent, RunStatus } from './run.ts';

/** What a run's status is once `event` is recorded: a run that goes on after its end runs again. */
export function statusAfter(before: RunStatus, event: RunEvent): RunStatus {
  if (event.kind === 'ended') return event.status;
  return event.kind === 'presented' ? before : 'running';
}
