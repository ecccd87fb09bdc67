import { SluiceError } from '../../../domain/errors.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Completions, CompletionSource } from '../../../ports/completions.ts';
import { InsistentCompletions } from '../endpoint/completions.ts';
import { noPrice, unknownPrice, type Price } from '../endpoint/price.ts';
import { loadSdk, type Sdk } from './load.ts';
import { keyVariables, type SdkId } from './sdk-id.ts';
import { SdkTransport } from './sdk-transport.ts';

export interface SdkModelOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** In dollars for a million tokens, where the user has told one. */
  readonly price?: Price | undefined;
  readonly clock: Clock;
  /** Loads the SDK and the model; the default imports the packages of their names. */
  readonly load?: (id: SdkId) => Promise<Sdk>;
  readonly limitMs?: number;
  readonly backoffMs?: number;
}

const defaultLimitMs = 120_000;
const defaultBackoffMs = 500;

/** A model of any provider that the AI SDK has a package for. */
export function sdkModel(id: SdkId, options: SdkModelOptions): CompletionSource {
  const { price, clock, environment, load = loadSdk } = options;
  const name = `${id.provider}/${id.model}`;
  const variable = keyVariables[id.provider];
  const keyOf = (): string | undefined => {
    const key = variable === undefined ? undefined : environment[variable]?.trim() || undefined;
    if (variable !== undefined && key === undefined) throw noKey(name, variable);
    return key;
  };
  return {
    id: name,
    deterministic: false,
    isPriced: price !== undefined && price.input + price.output > 0,
    async check({ capsDollars }) {
      if (price === undefined && capsDollars) throw noPrice(name);
      await load(id);
      keyOf();
    },
    async open(allowance): Promise<Completions> {
      if (price === undefined && allowance.capsDollars) throw noPrice(name);
      const sdk = await load(id);
      const key = keyOf();
      const limitMs = options.limitMs ?? defaultLimitMs;
      return new InsistentCompletions({
        transport: new SdkTransport({ id, sdk, key, clock, limitMs }),
        price: price ?? unknownPrice,
        allowance,
        clock,
        backoffMs: options.backoffMs ?? defaultBackoffMs,
      });
    },
  };
}

function noKey(name: string, variable: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `--model ${name}`,
    found: `no ${variable} in the environment`,
    wanted: 'your key for this provider',
    mend: `Set it: export ${variable}=…`,
  });
}
