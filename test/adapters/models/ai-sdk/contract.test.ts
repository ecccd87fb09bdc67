import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { wordingOf } from '../../../../src/composing/wordings.ts';
import { languageModel } from '../../../../src/proposing/language/language-model.ts';
import { modelContract } from '../../../../src/testing/model-contract.ts';
import { largerProblem } from '../../../fixtures/larger.ts';
import { served } from '../endpoint/served.ts';
import { sdkModelAt } from './asked.ts';

const { server } = await served();
afterAll(() => server.close());

const framework = { describe, it, expect, beforeAll, afterAll };
const model = languageModel(sdkModelAt(server.url), wordingOf);
modelContract(framework, 'of the AI SDK', model, largerProblem, 50);
