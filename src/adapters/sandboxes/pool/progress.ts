import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const bytes = 4;

/**
 * How many trials a process has begun, in a file that both sides hold open. The process notes it
 * before each trial, which wakes nobody up; the parent reads it only when it must know which
 * trial hangs or killed, since outcomes travel in batches.
 */
export class ProgressFile {
  readonly descriptor: number;

  /** The parent's side. */
  constructor(path: string) {
    this.descriptor = openSync(path, 'w+');
  }

  begun(): number {
    const buffer = Buffer.alloc(bytes);
    readSync(this.descriptor, buffer, 0, bytes, 0);
    return buffer.readUInt32LE();
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** The process' side: notes on an inherited descriptor that one more trial has begun. */
export function progressNoter(descriptor: number): () => void {
  const buffer = Buffer.alloc(bytes);
  let begun = 0;
  return () => {
    buffer.writeUInt32LE(++begun);
    writeSync(descriptor, buffer, 0, bytes, 0);
  };
}
