import { createContext, runInContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';

/** The page's code is of a project of its own, whose types are those of browsers. */
interface ClientWorker {
  readonly callInWorker: (
    name: string,
    javascript: string,
    calls: readonly (readonly number[])[],
  ) => { readonly answers: Promise<readonly unknown[]> };
}

const client = '../../../../src/realities/function/final-state/client/worker.ts';
const { callInWorker } = (await import(new URL(client, import.meta.url).href)) as ClientWorker;

afterEach(() => vi.unstubAllGlobals());

/** What browsers have and Node has not, as far as the page uses it. */
class StandIn {
  static made: StandIn;
  ended = false;
  readonly #listeners = new Map<string, (event: { readonly data: unknown }) => void>();

  constructor() {
    StandIn.made = this;
  }

  addEventListener(kind: string, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.set(kind, listener);
  }

  postMessage(): void {}

  terminate(): void {
    this.ended = true;
  }

  say(data: unknown): void {
    this.#listeners.get('message')?.({ data });
  }
}

function start(javascript: string) {
  const blobs: Blob[] = [];
  vi.stubGlobal('Worker', StandIn);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob);
    return 'blob:script';
  });
  const { answers } = callInWorker('f', javascript, [[1]]);
  return { answers, worker: StandIn.made, script: blobs[0]! };
}

test('a worker is ready once: what says so again is ended, and has no further second', async () => {
  const { answers, worker } = start('const f = () => 1;');
  worker.say({ kind: 'ready' });
  expect(worker.ended).toBe(false);
  worker.say({ kind: 'ready' });
  expect(worker.ended).toBe(true);
  expect(await answers).toMatchObject([{ kind: 'threw' }]);
});

test('a candidate has nothing to send with, on the page as where it was judged', async () => {
  const { script } = start(`const f = () => [
    typeof postMessage, typeof Object.getPrototypeOf(globalThis).postMessage, typeof sluiceSend$,
  ].join(' ');`);
  const said: unknown[] = [];
  const send = (message: unknown) => said.push(message);
  const context = createContext({ send });
  runInContext(
    'Object.getPrototypeOf(globalThis).postMessage = send; delete globalThis.send;',
    context,
  );
  runInContext(await script.text(), context);
  runInContext('onmessage({ data: [[1]] })', context);
  expect(said).toMatchObject([
    { kind: 'ready' },
    { kind: 'answered', answers: [{ value: 'undefined undefined undefined' }] },
  ]);
});
