import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import type { Outcome, RunEvent } from '../../../../src/index.ts';
import { choices } from '../../../adapters/models/answering.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';
import { CommandLine } from '../command-line.ts';

const home = temporaryFolder();
const words = 'twice a number';
const reading = {
  means: 'doubled',
  function: { name: 'twice', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  examples: [1, 2, 3, 5].map((x) => ({ args: [x], result: 2 * x })),
};
const readings = `\`\`\`json\n${JSON.stringify({ readings: [reading] })}\n\`\`\``;
const program = '```ts\nexport function twice(x: number): number { return 2 * x; }\n```';

/** Requests for readings and for programs that have come, and those that wait for their answer. */
let asked: ('readings' | 'programs')[] = [];
let isHeld: (what: 'readings' | 'programs') => boolean = () => false;
let waiting: (() => void)[] = [];

const server = createServer((request, response: ServerResponse) => {
  void json(request).then((body) => {
    const { messages, n = 1 } = body as { messages: []; n?: number };
    const what = JSON.stringify(messages).includes('readings') ? 'readings' : 'programs';
    if (messages.length === 0) return response.writeHead(400).end('{"error": {"message": "none"}}');
    asked.push(what);
    const said = what === 'readings' ? readings : program;
    const answer = (): void => {
      response.end(choices(...Array.from({ length: n }, () => said)));
    };
    return isHeld(what) ? waiting.push(answer) : answer();
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => server.close());
beforeEach(() => {
  [asked, waiting, isHeld] = [[], [], () => false];
});

const solving = (folder: string): CommandLine =>
  new CommandLine(folder, ['solve', words, '--model', `${url}#m`, '--candidates', '8', '--json']);

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const outcomeOf = async (line: CommandLine): Promise<Outcome> =>
  JSON.parse((await line.finished).out) as Outcome;

const recordsIn = (folder: string): string[] => {
  const drafts = join(folder, '.sluice', 'drafts');
  const names = readdirSync(drafts).filter((name) => name.endsWith('.paid.jsonl'));
  return names.map((name) => join(drafts, name));
};

const eventsIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as RunEvent).kind);

it('two that draft from the same words at once do not count what the other pays', async () => {
  const folder = mkdtempSync(join(home, 'words-'));
  isHeld = (what) => what === 'readings';
  const first = solving(folder);
  await until(() => waiting.length === 1);
  const second = solving(folder);
  await until(() => waiting.length === 2);
  expect(recordsIn(folder).map(eventsIn)).toEqual([['requested'], ['requested']]);
  for (const answer of waiting) answer();
  const [one, other] = await Promise.all([outcomeOf(first), outcomeOf(second)]);
  for (const { drafted } of [one, other]) {
    expect(drafted!.cost).toMatchObject({ requests: 2, inputTokens: 20 });
    expect(drafted!.cost.unanswered ?? 0).toBe(0);
  }
  expect(recordsIn(folder)).toEqual([]);
});

it.each([
  ['readings', ['requested'], 3],
  ['programs', ['requested', 'settled', 'requested'], 4],
] as const)(
  'one that is killed while %s are asked for has them on record: whoever comes next counts them, and asks anew',
  async (what, recorded, requests) => {
    const folder = mkdtempSync(join(home, 'words-'));
    isHeld = (each) => each === what;
    const killed = solving(folder);
    await until(() => waiting.length === 1);
    killed.child.kill('SIGKILL');
    await killed.finished;
    const [record] = recordsIn(folder);
    expect(eventsIn(record!)).toEqual(recorded);
    const before = asked.length;
    isHeld = () => false;
    const { drafted, cost } = await outcomeOf(solving(folder));
    expect(asked.slice(before, before + 2)).toEqual(['readings', 'programs']);
    expect(drafted!.cost.requests).toBe(requests);
    // Of the one without an answer nobody knows what it cost: it is counted at its most.
    expect(drafted!.cost.unanswered).toBe(1);
    expect(drafted!.cost.estimated!.tokens).toBeGreaterThan(2048);
    expect(cost.requests).toBeGreaterThanOrEqual(requests);
    expect(recordsIn(folder)).toEqual([]);
  },
);
