import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import * as ai from 'ai';

import {
  sdkModel,
  type SdkModelOptions,
} from '../../../../src/adapters/models/ai-sdk/sdk-model.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import type { CompletionSource } from '../../../../src/ports/completions.ts';

/** A model behind the SDK's own client for servers that speak as OpenAI's do. */
export function sdkModelAt(
  baseURL: string,
  options: Partial<SdkModelOptions> = {},
): CompletionSource {
  const provider = createOpenAICompatible({ name: 'simulated', baseURL });
  return sdkModel(
    { provider: 'simulated', model: 'simulated' },
    {
      environment: {},
      clock: systemClock,
      load: () => Promise.resolve({ ai, model: provider('simulated') }),
      backoffMs: 5,
      ...options,
    },
  );
}
