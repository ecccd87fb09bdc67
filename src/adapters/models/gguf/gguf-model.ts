import { resolve } from 'node:path';

import type { Clock } from '../../../ports/clock.ts';
import type { Completions, CompletionSource } from '../../../ports/completions.ts';
import { InsistentCompletions } from '../endpoint/completions.ts';
import { GgufTransport } from './gguf-transport.ts';
import { checkWeights, loadWeights } from './load.ts';

export interface GgufOptions {
  readonly clock: Clock;
  /**
   * Processors for the one sequence that is written at a time. One by default: candidates are
   * judged on the others, and threads of llama.cpp that wait for a busy one lose far more.
   */
  readonly threads?: number;
}

const scheme = 'gguf:';

/** Reads `gguf:PATH`; `undefined` for anything else. */
export function readGgufPath(id: string): string | undefined {
  return id.startsWith(scheme) ? resolve(id.slice(scheme.length)) : undefined;
}

/** A model whose weights are a file on this machine; it costs nothing but time. */
export function ggufModel(id: string, path: string, options: GgufOptions): CompletionSource {
  const { clock, threads = 1 } = options;
  return {
    id,
    deterministic: false,
    isPriced: false,
    check: () => checkWeights(path),
    async open(allowance): Promise<Completions> {
      const transport = new GgufTransport(await loadWeights(path, threads));
      const price = { input: 0, output: 0 };
      return new InsistentCompletions({ transport, price, allowance, clock, backoffMs: 0 });
    },
  };
}
