import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ggufModel } from '../../../../src/adapters/models/gguf/gguf-model.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import { wordingOf } from '../../../../src/composing/wordings.ts';
import { languageModel } from '../../../../src/proposing/language/language-model.ts';
import { modelContract } from '../../../../src/testing/model-contract.ts';
import { largerProblem } from '../../../fixtures/larger.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';
import { whyNot } from './runtime.ts';
import { writeTinyGguf } from './tiny-gguf.ts';

const path = join(temporaryFolder(), 'tiny.gguf');
// Its replies are noise, and as long as they may be: a small context keeps them short.
writeTinyGguf(path, 1024);

if (whyNot !== undefined) it.skip(whyNot);
else {
  const model = languageModel(ggufModel(`gguf:${path}`, path, { clock: systemClock }), wordingOf);
  const framework = { describe, it, expect, beforeAll, afterAll };
  modelContract(framework, 'of weights', model, largerProblem, 2);
}
