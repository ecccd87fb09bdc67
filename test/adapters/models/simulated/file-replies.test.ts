import { describe, expect, it } from 'vitest';

import {
  fileReplies,
  readFilePrompt,
} from '../../../../src/adapters/models/simulated/file-replies.ts';
import { seededRandom } from '../../../../src/adapters/system/seeded-random.ts';
import type { FileProblem } from '../../../../src/domain/problem.ts';
import { isSameOutside, splitAtRegions } from '../../../../src/domain/region.ts';
import { fileWording } from '../../../../src/realities/command/asking/wording.ts';
import { candidateOf } from '../../../../src/testing/reality-contract.ts';

const initial = 'import x\n# MARK-START\na = 1 + 2\nb = 3\n# MARK-END\nprint(a, b)\n';

const problem: FileProblem = {
  kind: 'file',
  intent: 'Large.',
  path: 'src/it.py',
  initial,
  region: 'MARK',
  judgement: { by: 'score', direction: 'maximise' },
};

const promptWith = (source?: string): string =>
  fileWording(problem)
    .ask(
      source === undefined ? [] : [{ candidate: candidateOf(source), scores: [1], feedback: 'no' }],
    )
    .messages.map(({ content }) => content)
    .join('\n');

describe('the simulated model, asked for a file', () => {
  it('reads the path, the region and the text that the prompt shows', () => {
    expect(readFilePrompt(promptWith())).toEqual({
      path: 'src/it.py',
      region: 'MARK',
      initial,
    });
    const parent = initial.replace('3', '4');
    expect(readFilePrompt(promptWith(parent))).toMatchObject({ initial: parent.trimEnd() });
    expect(readFilePrompt('Write this TypeScript function.')).toBeUndefined();
  });

  it('answers variations of it, most of them whole, and the same for the same chance', async () => {
    const wanted = readFilePrompt(promptWith())!;
    const replies = await fileReplies(wanted, 100, seededRandom('1'), 0);
    expect(replies.length).toBe(100);
    expect(await fileReplies(wanted, 100, seededRandom('1'), 0)).toEqual(replies);
    const sources = replies.flatMap(({ text }) => {
      const extracted = fileWording(problem).read(text);
      return extracted.kind === 'source' ? [extracted.source] : [];
    });
    const frame = splitAtRegions(initial, 'MARK')!;
    const whole = sources.filter((source) => isSameOutside(splitAtRegions(source, 'MARK'), frame));
    expect(whole.length).toBeGreaterThan(70);
    expect(new Set(whole).size).toBeGreaterThan(20);
  });

  it('is as long as it was told to be, in tokens', async () => {
    const replies = await fileReplies(readFilePrompt(promptWith())!, 5, seededRandom('1'), 200);
    expect(replies.map(({ ends }) => ends.length >= 200)).toEqual([true, true, true, true, true]);
  });
});
