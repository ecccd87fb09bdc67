/** Time as a port. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Milliseconds since 1970 (UTC), for dates that people read. */
  wallMs(): number;
}
