import type { Application } from './bank.ts';

/** Hears of each program that is right on the active examples of `mask`, and on no others. */
export interface Listener {
  /** Whether a program for this mask is still of use. */
  wants(mask: number, cost: number): boolean;
  hear(application: Application, mask: number): void;
  /** Whether another derivation of an entry that is known may be of use. */
  wantsAnother(type: number, entry: number, cost: number): boolean;
  hearAnother(type: number, entry: number, application: Application): void;
}
