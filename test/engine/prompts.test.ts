import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveSimulated } from '../../src/adapters/models/simulated/serve.ts';
import { openEngine, type Engine, type Outcome, type SolveOptions } from '../../src/index.ts';
import { lagSteps } from '../../src/search/search.ts';

/** A request as the model got it. */
interface Asked {
  readonly text: string;
  /** The step that asked: seeds of another step are this far away. */
  readonly step: number;
}

const seed = 1;
const seedsPerStep = 2 ** 16;
const home = mkdtempSync(join(tmpdir(), 'sluice-prompts-'));
const asked: Asked[] = [];
const servers: { close(): unknown }[] = [];
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine({ home });
});

afterAll(async () => {
  await engine.close();
  for (const server of servers) await server.close();
  rmSync(home, { recursive: true, force: true });
});

async function served(name: string, replies: readonly string[]): Promise<URL> {
  const corpus = join(home, name);
  mkdirSync(corpus);
  for (const [index, reply] of replies.entries()) {
    writeFileSync(join(corpus, `${String(index).padStart(4, '0')}.md`), reply);
  }
  const server = await serveSimulated({ tokensPerSecond: 1_000_000, corpus });
  servers.push(server);
  return new URL(server.url);
}

/**
 * The simulated model with replies of a corpus, and of another one from a step on; everything that
 * it is asked is written down.
 */
async function modelOf(
  name: string,
  replies: readonly string[],
  other: { readonly fromStep: number; readonly replies: readonly string[] } = {
    fromStep: Infinity,
    replies,
  },
): Promise<string> {
  const first = await served(name, replies);
  const later = await served(`${name}-later`, other.replies);
  const front: Server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await Array.fromAsync(request)).toString();
      let behind = first;
      if (request.method === 'POST') {
        const { messages, seed: asks = seed } = JSON.parse(body) as {
          messages: { content: string }[];
          seed?: number;
        };
        const text = messages.map(({ content }) => content).join('\n');
        const step = Math.floor((asks - seed) / seedsPerStep);
        if (step >= other.fromStep) behind = later;
        // Whether the server knows the key and the model is asked without a word.
        if (messages.length > 0) asked.push({ text, step });
      }
      const url = new URL(request.url!, behind);
      const sent = request.method === 'POST' ? { method: 'POST', body } : {};
      const answer = await fetch(url, sent);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! });
      response.end(await answer.text());
    })();
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const close = (): void => {
    front.closeAllConnections();
    front.close();
  };
  servers.push({ close });
  const { port } = front.address() as AddressInfo;
  return `http://127.0.0.1:${port}/v1#simulated`;
}

async function solve(document: object, model: string, options: SolveOptions): Promise<Outcome> {
  const path = join(home, `${asked.length}.sluice.json`);
  writeFileSync(path, JSON.stringify(document));
  asked.length = 0;
  const never = new AbortController().signal;
  const given = { models: [model], seed, workers: 1, ...options };
  return await engine.solve(path, given, () => undefined, never);
}

const inFence = (source: string, language = 'ts'): string =>
  `\`\`\`${language}\n${source}\n\`\`\`\n`;
const body = (of: string): string => inFence(`function twice(n: number): number {\n  ${of}\n}`);
const called = { name: 'twice', params: [{ name: 'n', type: 'number' }], returns: 'number' };
const right = body('return n + n;');
const wrong = Array.from({ length: 200 }, (_, index) => body(`return n * 3 + ${index};`));

/** A judge that says a word, and takes a number from 10 on. */
const say = (word: string, score: string): string[] => [
  'sh',
  '-c',
  `read n && echo "${word}" >&2 && [ "$n" -ge 10 ] && echo "{\\"value\\": ${score}}"`,
];

describe('prompts of whole runs', { timeout: 600_000 }, () => {
  it('hold no held-out case, whatever the cases are', async () => {
    // Right on what is shown, and wrong on what is held out: it meets the held-out cases.
    const cheats = [0, 1].map((index) => body(`return n < 1e6 ? n * 2 : ${index};`));
    const model = await modelOf('held-out', [...wrong, ...cheats]);
    const hidden = fc.uniqueArray(fc.integer({ min: 12_345_678, max: 450_000_000 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(hidden, async (numbers) => {
        const document = {
          intent: 'Twice a number.',
          function: called,
          examples: [1, 2, 3, 10].map((n) => ({ args: [n], result: 2 * n })),
          heldOut: numbers.map((n) => ({ args: [n], result: 2 * n })),
        };
        const outcome = await solve(document, model, {
          budget: { candidates: 160, tokens: 1e7 },
        });
        expect(outcome.counts.run).toBeGreaterThanOrEqual(160);
        expect(asked.some(({ text }) => text.includes('What went wrong'))).toBe(true);
        for (const { text } of asked) {
          expect(text).toContain('twice(10) === 20');
          for (const n of numbers.flatMap((each) => [each, 2 * each])) {
            expect(text).not.toContain(String(n));
          }
        }
      }),
      { numRuns: 3 },
    );
  });

  it('hold nothing that the sandbox hides, although candidates look for it and tell', async () => {
    const secret = 'a-key-that-nobody-may-see';
    process.env['SLUICE_TEST_SECRET'] = secret;
    const spying = [
      'throw new Error(String(new Error().stack));',
      'throw new Error(Object.keys(globalThis).join() + JSON.stringify(globalThis.process?.env));',
      'throw new Error(String(globalThis.process?.cwd() + import.meta.url));',
      'throw new Error(String(arguments.callee.caller));',
      'return (null as never as { x: number }).x;',
    ];
    const model = await modelOf(
      'spying',
      spying.flatMap((each) => [0, 1, 2].map((n) => body(`n += ${n};\n  ${each}`))),
    );
    const document = {
      intent: 'Twice a number.',
      function: called,
      examples: [1, 2, 3, 10].map((n) => ({ args: [n], result: 2 * n })),
      heldOut: [{ args: [77_777_777], result: 155_555_554 }],
    };
    try {
      await solve(document, model, { budget: { candidates: 120, tokens: 1e7 } });
    } finally {
      delete process.env['SLUICE_TEST_SECRET'];
    }
    const lessons = asked.filter(({ text }) => text.includes('What went wrong'));
    expect(lessons.some(({ text }) => text.includes('threw'))).toBe(true);
    for (const { text } of asked) {
      for (const hidden of [secret, home, process.cwd(), '/src/adapters/', '77777777']) {
        expect(text).not.toContain(hidden);
      }
    }
  });

  it('hold nothing that a judge says of what is held out', async () => {
    const versions = Array.from({ length: 60 }, (_, n) => inFence(`echo ${n}`, 'sh'));
    const model = await modelOf('file', [...versions, inFence('nothing 3', 'sh')]);
    const document = {
      intent: 'A large number.',
      file: { path: 'say.sh', initial: 'echo 12\n' },
      run: { command: ['sh', 'say.sh'], seconds: 5 },
      judge: {
        command: say('seen-by-everyone', '$n'),
        score: 'json:value',
        direction: 'maximise',
        seconds: 5,
      },
      heldOut: { command: say('held-out-words', '$((n * 1000003))'), score: 'json:value' },
    };
    const budget = { candidates: 64, tokens: 1e7 };
    const outcome = await solve(document, model, { budget, unconfined: true });
    expect(outcome.shortlist.length).toBeGreaterThan(0);
    expect(asked.some(({ text }) => text.includes('Attempt 1'))).toBe(true);
    for (const { text } of asked) expect(text).not.toMatch(/held-out-words|000003/u);
  });

  it('are those of any run of the same seed, plan by plan, and others where it is another', async () => {
    const model = await modelOf('same-seed', wrong);
    const document = {
      intent: 'Twice a number.',
      function: called,
      examples: [1, 2, 3, 10].map((n) => ({ args: [n], result: 2 * n })),
    };
    // Those of one step are asked at once: in which order they arrive, nobody decides.
    const askedBy = async (options: SolveOptions): Promise<string[]> => {
      await solve(document, model, { budget: { candidates: 160, tokens: 1e7 }, ...options });
      return asked.map(({ text, step }) => `${step} ${text}`).toSorted();
    };
    const first = await askedBy({});
    expect(await askedBy({})).toEqual(first);
    expect(first.some((text) => text.includes('What went wrong'))).toBe(true);
    expect(new Set(first.filter((text) => text.startsWith('0 '))).size).toBeGreaterThan(1);
    expect(await askedBy({ seed: 2 })).not.toEqual(first);
  });

  it('repair nothing any more once a problem is solved', async () => {
    const model = await modelOf('solved', wrong, {
      fromStep: 8,
      replies: wrong.flatMap((each) => [each, right]),
    });
    const document = {
      intent: 'Twice a number.',
      function: called,
      examples: [1, 2, 3, 10].map((n) => ({ args: [n], result: 2 * n })),
    };
    const options = { budget: { candidates: 190, tokens: 1e7 }, control: 0 };
    const { run } = await solve(document, model, options);
    const { events } = engine.ledger.read(run)!;
    const admitted = events.find((event) => event.kind === 'admitted')!;
    const solving = events.find(
      (event) => event.kind === 'candidate' && event.candidate.id === admitted.candidate,
    );
    const solvedAt = (solving as { candidate: { step: number } }).candidate.step;
    const repairing = asked.filter(({ text }) => text.includes('What went wrong'));
    const later = asked.filter(({ step }) => step >= solvedAt + lagSteps);
    console.log(
      'DBG',
      solvedAt,
      repairing.length,
      later.length,
      Math.max(...asked.map((a) => a.step)),
      asked.length,
    );
    expect(repairing.length).toBeGreaterThan(0);
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter((each) => repairing.includes(each))).toEqual([]);
  });
});
