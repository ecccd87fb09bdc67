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
 * text is evaluated, which may loop as well. What sends is taken away from the candidate before,
 * as it is not there where candidates are judged, and a flood of messages would hold up the page.
 * The policy of the page, which workers inherit, leaves
 * it without a network; taking the interfaces away as well only makes the error plainer.
 */
function workerScript(name: string, javascript: string): string {
  return `'use strict';
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts', 'indexedDB', 'caches', 'BroadcastChannel', 'MessageChannel', 'Worker']) {
  Object.defineProperty(globalThis, name, { value: undefined });
}
const sluiceSend$ = postMessage.bind(globalThis);
for (let holder = globalThis; holder !== null; holder = Object.getPrototypeOf(holder)) {
  if (Object.hasOwn(holder, 'postMessage')) Object.defineProperty(holder, 'postMessage', { value: undefined });
}
onmessage = ({ data: calls }) => {
  sluiceSend$({ kind: 'ready' });
  try {
    const candidate = ((sluiceSend$, calls, onmessage) => (() => {
${javascript}
return ${name};
    })())();
    const answer = (call) => {
      try {
        return { kind: 'returned', value: candidate(...call) };
      } catch (error) {
        return { kind: 'threw', error: String(error) };
      }
    };
    sluiceSend$({ kind: 'answered', answers: calls.map(answer) });
  } catch (error) {
    sluiceSend$({ kind: 'threw', error: String(error) });
  }
};`;
}

/** What a worker sends is data at best: anything that is no answer counts as an error. */
function answerOf(message: unknown): Answer {
  const { kind, value, error } = Object(message) as Record<string, unknown>;
  return kind === 'returned' ? { kind, value } : { kind: 'threw', error: String(error) };
}

/**
 * Calls a candidate on each of `calls` in a fresh worker, so that nothing is left of calls before,
 * and ends it after a second: then every call has timed out. One answer a call, in their order.
 */
export function callInWorker(
  name: string,
  javascript: string,
  calls: readonly (readonly Value[])[],
): { readonly answers: Promise<readonly Answer[]>; readonly cancel: () => void } {
  const blob = new Blob([workerScript(name, javascript)], { type: 'text/javascript' });
  const url = URL.createObjectURL(blob);
  const worker = new Worker(url);
  let timer = 0;
  const cancel = () => {
    clearTimeout(timer);
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  const answers = new Promise<readonly Answer[]>((resolve) => {
    const end = (answerTo: (index: number) => Answer) => {
      cancel();
      resolve(calls.map((_, index) => answerTo(index)));
    };
    const stop = () => end(() => ({ kind: 'timedOut' }));
    timer = setTimeout(stop, startLimitMs);
    worker.addEventListener('error', ({ message }) =>
      end(() => ({ kind: 'threw', error: message })),
    );
    worker.addEventListener('messageerror', () => end(answerOf));
    let isReady = false;
    worker.addEventListener('message', ({ data: message }: MessageEvent<unknown>) => {
      const { kind, answers: given } = Object(message) as Record<string, unknown>;
      // Only once: a candidate that says it again wants another second.
      if (kind === 'ready' && !isReady) {
        isReady = true;
        clearTimeout(timer);
        timer = setTimeout(stop, limitMs);
      } else end((index) => answerOf(Array.isArray(given) ? (given as unknown[])[index] : message));
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.postMessage(calls);
  });
  return { answers, cancel };
}
