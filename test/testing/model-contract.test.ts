import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grammarModel } from '../../src/adapters/models/grammar/model.ts';
import type { FunctionProblem } from '../../src/domain/problem.ts';
import { modelContract } from '../../src/testing/model-contract.ts';

const framework = { describe, it, expect, beforeAll, afterAll };

const larger: FunctionProblem = {
  kind: 'function',
  intent: 'The larger of two numbers.',
  signature: {
    name: 'larger',
    params: [
      { name: 'a', type: 'number' },
      { name: 'b', type: 'number' },
    ],
    returns: 'number',
  },
  examples: [
    { args: [1, 2], result: 2 },
    { args: [4, 3], result: 4 },
    { args: [5, 9], result: 9 },
  ],
  judgement: { by: 'equality', tolerance: 1e-9 },
  constants: [],
};

modelContract(framework, 'grammar, where examples judge', grammarModel, larger);
modelContract(framework, 'grammar, where a score judges', grammarModel, {
  ...larger,
  examples: [],
  judgement: { by: 'score', direction: 'maximise' },
});
