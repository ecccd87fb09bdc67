import { stripTypeScriptTypes } from 'node:module';
import { workerData } from 'node:worker_threads';
import type { Desk, Stripped } from './without-types.ts';

const { port, answered } = workerData as Desk;

const refusals = new Set(['ERR_INVALID_TYPESCRIPT_SYNTAX', 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX']);

function strip(source: string): Stripped {
  try {
    return { kind: 'script', script: stripTypeScriptTypes(source) };
  } catch (error) {
    const { code = '' } = error as { readonly code?: string };
    return { kind: refusals.has(code) ? 'refused' : 'broken' };
  }
}

function tell(what: Stripped | 'ready'): void {
  port.postMessage(what);
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
}

port.on('message', (source: string) => tell(strip(source)));
tell('ready');
