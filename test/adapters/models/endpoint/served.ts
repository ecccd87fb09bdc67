import { readAddress } from '../../../../src/adapters/models/endpoint/address.ts';
import {
  endpoint,
  type EndpointOptions,
} from '../../../../src/adapters/models/endpoint/endpoint.ts';
import {
  serveSimulated,
  type SimulationOptions,
} from '../../../../src/adapters/models/simulated/serve.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import type { CompletionSource } from '../../../../src/ports/completions.ts';

/** A simulated model in this process, and the endpoint that speaks with it. */
export async function served(
  simulation: Partial<SimulationOptions> = {},
  options: Partial<EndpointOptions> = {},
) {
  const server = await serveSimulated({
    tokensPerSecond: 1_000_000,
    skill: 0.5,
    distinct: 256,
    ...simulation,
  });
  return { server, source: endpointAt(server.url, options) };
}

export function endpointAt(url: string, options: Partial<EndpointOptions> = {}): CompletionSource {
  const id = `${url}#simulated`;
  return endpoint(id, {
    address: readAddress(id)!,
    environment: {},
    clock: systemClock,
    backoffMs: 5,
    ...options,
  });
}
