import type { Value } from '../../../../domain/value.ts';

/** What a candidate did with one input. `returned` is anything that can be cloned. */
export type Answer =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: string }
  | { readonly kind: 'timedOut' };

export const limitMs = 1000;
/** A worker that has not even started by then never will. */
const startLimitMs = 5000;

/**
 * A worker's script: it says that it is ready, which starts its second, before the candidate's own
 * text is evaluated, which may loop as well. The policy of the page, which workers inherit, leaves
 * it without a network; taking the interfaces away as well only makes the error plainer.
 */
function workerScript(name: string, javascript: string): string {
  return `'use strict';
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts', 'indexedDB', 'caches', 'BroadcastChannel', 'Worker']) {
  Object.defineProperty(globalThis, name, { value: undefined });
}
onmessage = ({ data: call }) => {
  postMessage({ kind: 'ready' });
  try {
    const candidate = (() => {
${javascript}
return ${name};
    })();
    postMessage({ kind: 'returned', value: candidate(...call) });
  } catch (error) {
    postMessage({ kind: 'threw', error: String(error) });
  }
};`;
}

/**
 * Calls a candidate in a fresh worker, so that nothing is left of the call before, and ends it
 * after a second. The worker runs code that nobody vouches for: what it sends is data at best.
 */
export function callInWorker(
  name: string,
  javascript: string,
  args: readonly Value[],
): { readonly answer: Promise<Answer>; readonly cancel: () => void } {
  const url = URL.createObjectURL(
    new Blob([workerScript(name, javascript)], { type: 'text/javascript' }),
  );
  const worker = new Worker(url);
  let timer = 0;
  const cancel = () => {
    clearTimeout(timer);
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  const answer = new Promise<Answer>((resolve) => {
    const end = (result: Answer) => {
      cancel();
      resolve(result);
    };
    timer = setTimeout(() => end({ kind: 'timedOut' }), startLimitMs);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end({ kind: 'threw', error: event.message || 'the worker could not be started' });
    });
    worker.addEventListener('messageerror', () =>
      end({ kind: 'threw', error: 'the result cannot be read' }),
    );
    worker.addEventListener('message', ({ data: message }: MessageEvent<unknown>) => {
      const { kind, value, error } = Object(message) as Record<string, unknown>;
      if (kind === 'ready') {
        clearTimeout(timer);
        timer = setTimeout(() => end({ kind: 'timedOut' }), limitMs);
      } else if (kind === 'returned') end({ kind, value });
      else end({ kind: 'threw', error: String(error) });
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.postMessage(args);
  });
  return { answer, cancel };
}
