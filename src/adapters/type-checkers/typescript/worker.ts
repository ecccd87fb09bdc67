import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';

import type { Signature } from '../../../domain/function.ts';
import { FaultFinder, type Compiler } from './faults.ts';

/** What a thread of the checker is asked. */
export interface Question {
  readonly source: string;
  readonly signature: Signature;
}

const { default: compiler } = (await import('typescript')) as unknown as { default: Compiler };
const finder = new FaultFinder(compiler, fileURLToPath(import.meta.resolve('typescript')));
// The library is read with the first source: nobody's time is spent on it.
finder.faultsOf('export const f = () => 1;', { name: 'f', params: [], returns: 'number' });

parentPort!.on('message', ({ source, signature }: Question) => {
  parentPort!.postMessage(finder.faultsOf(source, signature));
});
parentPort!.postMessage('ready');
