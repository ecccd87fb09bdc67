import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../src/index.ts';
import { answering, choices } from '../../../adapters/models/answering.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';
import { CommandLine, sluice } from '../command-line.ts';

const home = temporaryFolder();
const words = 'twice a number';
const reading = {
  means: 'doubled',
  function: { name: 'twice', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  examples: [1, 2, 3, 5].map((x) => ({ args: [x], result: 2 * x })),
};
const readings = `\`\`\`json\n${JSON.stringify({ readings: [reading] })}\n\`\`\``;
const program = '```ts\nexport function twice(x: number): number { return 2 * x; }\n```';

/** What is on record when a request arrives. */
const onRecord: string[] = [];
let folder = '';
let isReadable = false;
let server: Awaited<ReturnType<typeof answering>>;

beforeAll(async () => {
  server = await answering(() => {
    const { messages, n = 1 } = server.requests.at(-1)!.body as { messages: []; n?: number };
    if (messages.length === 0) return { status: 400, body: '{"error": {"message": "none"}}' };
    const drafts = join(folder, '.sluice', 'drafts');
    const paid = readdirSync(drafts).find((name) => name.endsWith('.paid.jsonl'));
    onRecord.push(paid === undefined ? '' : readFileSync(join(drafts, paid), 'utf8'));
    const said = !isReadable
      ? 'No idea.'
      : JSON.stringify(messages).includes('readings')
        ? readings
        : program;
    return { body: choices(...Array.from({ length: n }, () => said)) };
  });
});
afterAll(() => server.close());

describe('what making a specification of words costs', () => {
  it('is on record before it is sent, and no refusal forgets it', async () => {
    folder = mkdtempSync(join(home, 'words-'));
    const asked = ['solve', words, '--model', `${server.url}#m`, '--candidates', '8', '--json'];
    const refused = await sluice(folder, asked);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toMatch(/\d+ requests took \d+ tokens/u);
    expect(onRecord[0]).toContain('"requested"');
    const before = onRecord.length;
    isReadable = true;
    const solved = await sluice(folder, asked);
    const { drafted, cost, shortlist } = JSON.parse(solved.out) as Outcome;
    expect(shortlist.length).toBeGreaterThan(0);
    // Both times count, and the run has taken them over.
    expect(drafted!.cost.requests).toBeGreaterThan(before);
    expect(cost.requests).toBeGreaterThanOrEqual(drafted!.cost.requests);
    const left = readdirSync(join(folder, '.sluice', 'drafts'));
    expect(left.filter((name) => name.endsWith('.paid.jsonl'))).toEqual([]);
  });

  it('is nothing where --require-isolation refuses this machine: nobody is asked', async () => {
    folder = mkdtempSync(join(home, 'words-'));
    const before = onRecord.length;
    const asked = ['solve', words, '--model', `${server.url}#m`, '--require-isolation'];
    const { code, err } = await new CommandLine(folder, asked, { PATH: '/nonexistent' }).finished;
    expect(code).toBe(1);
    expect(err).toContain('Install bubblewrap');
    expect(onRecord.length).toBe(before);
  });
});
