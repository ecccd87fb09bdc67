import { systemClock } from '../../system/clock.ts';
import { corpusReplies } from './corpus.ts';
import type { FaultRates } from './faults.ts';
import type { ErrorKind } from './read-prompt.ts';
import { serveModel, type ModelServer } from './server.ts';
import { skilledReplies } from './skilled.ts';

export { faultKinds } from './faults.ts';
export { errorKinds } from './read-prompt.ts';
export { simulatedModel, type ModelServer } from './server.ts';

/** How the simulated model is to be; what is left out has its default. */
export interface SimulationOptions {
  readonly host?: string;
  /** Any that is free where none is given. */
  readonly port?: number;
  readonly tokensPerSecond: number;
  readonly firstTokenMs?: number;
  /** The default grows with the rate, as with real servers: an event cannot be sent in no time. */
  readonly tokensPerEvent?: number;
  readonly seed?: number;
  readonly faults?: FaultRates;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
  /** A folder of replies; without one they come from the grammar model. */
  readonly corpus?: string | undefined;
  readonly skill?: number;
  /** The chance that a reply is right, for every problem alike; else it is drawn by `skill`. */
  readonly chance?: number;
  readonly repair?: Readonly<Partial<Record<ErrorKind, number>>>;
  readonly distinct?: number;
  /** Shorter replies go on with idle words. */
  readonly replyTokensLeast?: number;
}

/** Events that one stream can send in a second, with room to spare. */
const eventsPerSecond = 15_625;

const defaultRepair = { failed: 0.1, crashed: 0.2, timedOut: 0.1, rejected: 0.3 };

const minuteMs = 60_000;

/** Starts the simulated model on the clock of the system. */
export function serveSimulated(options: SimulationOptions): Promise<ModelServer> {
  const { tokensPerSecond, seed = 0, skill = 0.1, distinct = 4096 } = options;
  const tokensLeast = options.replyTokensLeast ?? 0;
  const repair = { ...defaultRepair, ...options.repair };
  const skilled = skilledReplies(
    { mean: skill, chance: options.chance, repair, distinct, tokensLeast },
    seed,
  );
  const source =
    options.corpus === undefined ? skilled : corpusReplies(options.corpus, tokensLeast, skilled);
  const limits = (
    [
      ['requests', options.requestsPerMinute],
      ['tokens', options.tokensPerMinute],
    ] as const
  ).flatMap(([unit, amount]) =>
    amount === undefined ? [] : [{ unit, amount, windowMs: minuteMs }],
  );
  return serveModel(
    {
      host: options.host ?? '127.0.0.1',
      port: options.port ?? 0,
      tokensPerSecond,
      firstTokenMs: options.firstTokenMs ?? 0,
      tokensPerEvent:
        options.tokensPerEvent ?? Math.max(1, Math.ceil(tokensPerSecond / eventsPerSecond)),
      seed,
      faults: options.faults ?? {},
      limits,
    },
    source,
    systemClock,
  );
}
