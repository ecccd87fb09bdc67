import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grammarModel } from '../../src/adapters/models/grammar/model.ts';
import { modelContract } from '../../src/testing/model-contract.ts';
import { largerProblem } from '../fixtures/larger.ts';

const framework = { describe, it, expect, beforeAll, afterAll };

modelContract(framework, 'grammar, where examples judge', grammarModel, largerProblem);
modelContract(framework, 'grammar, on a file', grammarModel, {
  kind: 'file',
  intent: 'A number.',
  path: 'say.sh',
  initial: 'echo 1\n',
  judgement: { by: 'score', direction: 'maximise' },
});
modelContract(framework, 'grammar, where a score judges', grammarModel, {
  ...largerProblem,
  examples: [],
  judgement: { by: 'score', direction: 'maximise' },
});
