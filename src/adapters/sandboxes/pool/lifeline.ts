import { Worker } from 'node:worker_threads';

/** The descriptor whose other end the parent holds. */
const descriptor = 4;

const thread = `
  const { Socket } = require('node:net');
  const end = () => process.kill(process.pid, 'SIGKILL');
  new Socket({ fd: ${descriptor} }).on('end', end).on('error', end).resume();
`;

/**
 * Ties this process to its parent: a thread waits for the end of the lifeline, which comes when
 * the parent is gone, however it went, and takes this process down even in an endless loop.
 */
export function holdLifeline(): void {
  new Worker(thread, { eval: true, env: {} }).unref();
}
