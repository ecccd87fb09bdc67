import { describe, expect, test } from 'vitest';
import { score } from './multiples.ts';
import { openSpec } from './open.ts';

const reference = (code: string) => `export default {
  intent: 'Twice.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  examples: [{ args: [1], result: 2 }],
  reference: ${code},
};`;

describe('a specification whose code cannot be used is an error of input when it is opened', () => {
  test.each([
    ['no instances', score('instances: () => [],'), 'score.instances', /no instances for "train"/],
    ['instances that are no list', score('instances: () => 3,'), 'score.instances', /no array/],
    [
      'instances that throw',
      score("instances: () => { throw new Error('empty disk'); },"),
      'score.instances',
      /empty disk/,
    ],
    [
      'a score that throws',
      score("evaluate: () => { throw new Error('too heavy'); },"),
      'score.baselines.same',
      /too heavy/,
    ],
    [
      'a score that is no number',
      score("evaluate: () => 'good',"),
      'score.baselines.same',
      /no number/,
    ],
    [
      'a baseline that throws',
      score("baselines: { best: () => { throw new Error('lost'); } },"),
      'score.baselines.best',
      /lost/,
    ],
    [
      'a score that throws on the first instance of the last split',
      score(
        "evaluate: (_, { split }) => { if (split === 'final') throw new Error('lost'); return 1; },",
      ),
      'score.baselines.same',
      /lost/,
    ],
    [
      'a published result that throws',
      score("published: { paper: () => { throw new Error('lost'); } },"),
      'score.published.paper',
      /lost/,
    ],
    [
      'a baseline that scores NaN',
      score('baselines: { best: () => NaN },'),
      'score.baselines.best',
      /the score NaN/,
    ],
    [
      'a reference that contradicts an example',
      reference('(x) => x'),
      'reference',
      /f\(1\) returned 1; it should return 2/,
    ],
    [
      'a reference that throws',
      reference("() => { throw new Error('not yet'); }"),
      'reference',
      /not yet/,
    ],
  ])('%s', async (_, text, place, found) => {
    const error: unknown = await openSpec(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ fault: 'input', place, found: expect.stringMatching(found) });
  });
});
