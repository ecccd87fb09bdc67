import { join } from 'node:path';

import { readSdkId } from '../adapters/models/ai-sdk/sdk-id.ts';
import { sdkModel } from '../adapters/models/ai-sdk/sdk-model.ts';
import { readAddress } from '../adapters/models/endpoint/address.ts';
import { endpoint } from '../adapters/models/endpoint/endpoint.ts';
import { readPrices } from '../adapters/models/endpoint/price-file.ts';
import { ggufModel, readGgufPath } from '../adapters/models/gguf/gguf-model.ts';
import { grammarModel } from '../adapters/models/grammar/model.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { SluiceError } from '../domain/errors.ts';
import type { CompletionSource } from '../ports/completions.ts';
import type { Model } from '../ports/model.ts';
import { languageModel } from '../proposing/language/language-model.ts';
import { wordingOf } from './wordings.ts';

/** The model of an id; `home` holds the prices. */
export function modelNamed(id: string, home: string): Model {
  return id === grammarModel.id ? grammarModel : languageModel(sourceNamed(id, home), wordingOf);
}

/** Any model but the grammar: one that is asked in words. */
export function sourceNamed(id: string, home: string): CompletionSource {
  const path = readGgufPath(id);
  if (path !== undefined) return ggufModel(id, path, { clock: systemClock });
  const prices = readPrices(join(home, 'prices.json'));
  const common = { environment: process.env, clock: systemClock };
  const address = readAddress(id);
  if (address !== undefined) {
    return endpoint(id, { address, price: prices[address.model], ...common });
  }
  const sdkId = readSdkId(id);
  if (sdkId !== undefined) {
    return sdkModel(sdkId, { price: prices[id] ?? prices[sdkId.model], ...common });
  }
  throw new SluiceError({
    fault: 'input',
    place: '--model',
    found: `\`${id}\``,
    wanted:
      '`grammar`, the embedded model, `URL#MODEL` for an OpenAI-compatible server, ' +
      '`PROVIDER/MODEL` for a provider of the AI SDK, or `gguf:PATH` for a file of weights',
    mend: 'Leave --model out, or write such as `http://127.0.0.1:8080/v1#simulated`.',
  });
}
