import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { wordingOf } from '../../../../src/composing/wordings.ts';
import { languageModel } from '../../../../src/proposing/language/language-model.ts';
import { modelContract } from '../../../../src/testing/model-contract.ts';
import { largerProblem } from '../../../fixtures/larger.ts';
import { served } from './served.ts';

const { server, source } = await served();
afterAll(() => server.close());

const framework = { describe, it, expect, beforeAll, afterAll };
modelContract(framework, 'behind an endpoint', languageModel(source, wordingOf), largerProblem);
