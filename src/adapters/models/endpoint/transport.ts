import type { IncomingHttpHeaders } from 'node:http';

import type { SluiceError } from '../../../domain/errors.ts';
import type { Limits } from './limiter.ts';
import type { Part } from './part.ts';
import type { Verdict } from './verdict.ts';

/** What one exchange came to; where nothing like it can succeed, the error that says why. */
export type Outcome =
  | Exclude<Verdict, { kind: 'hopeless' }>
  | { readonly kind: 'hopeless'; readonly error: SluiceError };

/** What carries a request to a model and brings an answer: a server of ours to ask, or an SDK. */
export interface Transport {
  /** Samples that one request may ask for. */
  readonly samplesMost: number;
  /** Requests under way at once; whatever waits for its turn is not begun, and costs nothing. */
  readonly requestsMost: number;
  readonly limits: Limits;
  /** Makes one request, once. Throws nothing but the signal's reason. */
  exchange(part: Part, signal: AbortSignal): Promise<Exchange>;
  close(): Promise<void>;
}

export interface Exchange {
  readonly outcome: Outcome;
  /** Of the response, where there was one: they tell how the limits stand. */
  readonly headers?: IncomingHttpHeaders | undefined;
}
