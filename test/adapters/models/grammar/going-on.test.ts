import { expect, it } from 'vitest';

import { grammarModel } from '../../../../src/adapters/models/grammar/model.ts';
import { largerProblem } from '../../../fixtures/larger.ts';

it('a run that takes its generators to where they were can be interrupted meanwhile', async () => {
  const reason = new Error('enough');
  const resumeFrom = [{ counts: Array.from({ length: 1000 }, () => 100_000) }];
  const control = new AbortController();
  const options = { seed: 1, workers: 1, resumeFrom, signal: control.signal };
  const opening = grammarModel.open(largerProblem, options);
  setTimeout(() => control.abort(reason), 100);
  await expect(opening).rejects.toBe(reason);
});
