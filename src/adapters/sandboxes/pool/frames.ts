import { readSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/**
 * Messages over a pipe: four bytes of length (little-endian), then a value in V8's structured
 * serialisation, which keeps `NaN`, `-0` and sparse numbers as they are.
 */
const headBytes = 4;

/** A message longer than this is nobody's honest answer, unless its reader says so. */
export const frameBytesMost = 64 * 1024 * 1024;

export function encodeFrame(message: unknown): Buffer {
  const body = serialize(message);
  const frame = Buffer.allocUnsafe(headBytes + body.length);
  frame.writeUInt32LE(body.length);
  body.copy(frame, headBytes);
  return frame;
}

/**
 * Cuts a stream of chunks into messages of up to so many bytes. Throws for a frame that is too
 * long or garbled. The work is linear in the bytes, however they are cut: whoever sends them may
 * be hostile, and whoever reads them has others to serve.
 */
export class FrameReader {
  readonly #bytesMost: number;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Bytes without which there is nothing to do. */
  #needed = headBytes;

  constructor(bytesMost = frameBytesMost) {
    this.#bytesMost = bytesMost;
  }

  *read(chunk: Buffer): Generator {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes >= this.#needed) {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const length = bytes.readUInt32LE();
      if (length > this.#bytesMost) throw new Error(`a message of ${length} bytes`);
      const end = headBytes + length;
      const isWhole = bytes.length >= end;
      this.#chunks = [isWhole ? bytes.subarray(end) : bytes];
      this.#bytes = this.#chunks[0]!.length;
      this.#needed = isWhole ? headBytes : end;
      if (isWhole) yield deserialize(bytes.subarray(headBytes, end));
    }
  }
}

/** Waits for the next message on a descriptor; `undefined` when the other end is gone. */
export function readFrameSync(descriptor: number): unknown {
  const head = readBytesSync(descriptor, headBytes);
  if (head === undefined) return undefined;
  const body = readBytesSync(descriptor, head.readUInt32LE());
  return body === undefined ? undefined : deserialize(body);
}

export function writeFrameSync(descriptor: number, message: unknown): void {
  const frame = encodeFrame(message);
  let written = 0;
  while (written < frame.length) written += writeSync(descriptor, frame, written);
}

function readBytesSync(descriptor: number, count: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(count);
  let filled = 0;
  while (filled < count) {
    const got = readSync(descriptor, bytes, filled, count - filled, null);
    if (got === 0) return undefined;
    filled += got;
  }
  return bytes;
}
