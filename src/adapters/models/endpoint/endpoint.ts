import { SluiceError } from '../../../domain/errors.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Allowance, Completions, CompletionSource } from '../../../ports/completions.ts';
import { isLocal, type Address } from './address.ts';
import { InsistentCompletions } from './completions.ts';
import { refuseDeadPort } from './dead-port.ts';
import { noPrice, unknownPrice, type Price } from './price.ts';
import { providerAt } from './provider.ts';
import { Server } from './server.ts';

export interface EndpointOptions {
  readonly address: Address;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's own price for this model; it goes before the provider's. */
  readonly price?: Price | undefined;
  readonly clock: Clock;
  /** How long one request may take; the default suits models that answer slowly. */
  readonly limitMs?: number;
  /** The first wait after a fault of the server's; each further one is twice as long. */
  readonly backoffMs?: number;
}

const defaultLimitMs = 120_000;
const defaultBackoffMs = 500;

/** A model behind an OpenAI-compatible server. */
export function endpoint(id: string, options: EndpointOptions): CompletionSource {
  const { address, environment, clock } = options;
  const provider = providerAt(address.url);
  const listed = options.price ?? provider.prices[address.model];
  const price = listed ?? (isLocal(address.url) ? { input: 0, output: 0 } : undefined);
  const server = (): Server =>
    new Server({
      address,
      provider,
      key: keyIn(environment, provider.keyVariable),
      clock,
      limitMs: options.limitMs ?? defaultLimitMs,
    });
  return {
    id,
    deterministic: false,
    isPriced: price !== undefined && price.input + price.output > 0,
    check: async ({ capsDollars }) => {
      if (price === undefined && capsDollars) throw noPrice(id);
      const asked = server();
      await refuseDeadPort(id, address.url);
      const refusal = await asked.refusal();
      await asked.close();
      if (refusal !== undefined) throw refusal;
    },
    open: async (allowance: Allowance): Promise<Completions> => {
      if (price === undefined && allowance.capsDollars) throw noPrice(id);
      return new InsistentCompletions({
        transport: server(),
        price: price ?? unknownPrice,
        allowance,
        clock,
        backoffMs: options.backoffMs ?? defaultBackoffMs,
      });
    },
  };
}

function keyIn(environment: EndpointOptions['environment'], variable: string): string | undefined {
  const key = environment[variable]?.trim();
  if (key === undefined || key === '') return undefined;
  if (/^[\x21-\x7e]+$/u.test(key)) return key;
  throw new SluiceError({
    fault: 'input',
    place: variable,
    found: 'signs that no key has',
    wanted: 'the key as the provider gave it',
    mend: 'Set the variable again; what it holds is shown nowhere.',
  });
}
