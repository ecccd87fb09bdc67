import { expect, it } from 'vitest';

import { againWords } from '../../src/domain/again.ts';
import type { RunHeader } from '../../src/domain/run.ts';

const header: RunHeader = {
  id: 'r1',
  startedAtMs: 0,
  intent: '',
  specPath: '/tmp/table.csv',
  spec: '',
  seed: 7,
  models: ['grammar'],
  budget: { seconds: 2 },
  lag: 4,
  sluiceVersion: '0.1.0',
};

it('says no more than is needed to start a run of the grammar model again', () => {
  const words = ['sluice', 'solve', '/tmp/table.csv', '--seed', '7', '--seconds', '2'];
  expect(againWords(header)).toEqual(words);
  expect(againWords(header, 'table.csv')[2]).toBe('table.csv');
});

it('says which column holds the result, who was asked, how plainly, and from what it had learnt', () => {
  const models = ['http://127.0.0.1:1/v1#a b', 'grammar'];
  const further = { resultColumn: 'price', models, control: 0.1, priors: [null, {}] };
  expect(againWords({ ...header, ...further }).join(' | ')).toBe(
    'sluice | solve | /tmp/table.csv | --result | price | --seed | 7 | --seconds | 2 | ' +
      '--control | 0.1 | --prior | r1 | --model | http://127.0.0.1:1/v1#a b | --model | grammar',
  );
});
