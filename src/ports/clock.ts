/** Time as a port. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Milliseconds that this thread has kept a processor busy, where the system tells them. */
  busyMs?(): number;
  /** Milliseconds since 1970 (UTC), for dates that people read. */
  wallMs(): number;
  /** A signal that aborts `ms` milliseconds from now; it keeps no process alive. */
  deadline(ms: number): AbortSignal;
}
