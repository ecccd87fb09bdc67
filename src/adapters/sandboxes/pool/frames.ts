import { readSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/**
 * Messages over a pipe: four bytes of length (little-endian), then a value in V8's structured
 * serialisation, which keeps `NaN`, `-0` and sparse numbers as they are.
 */
const headBytes = 4;

/** A message longer than this is nobody's honest answer. */
const frameBytesMost = 64 * 1024 * 1024;

export function encodeFrame(message: unknown): Buffer {
  const body = serialize(message);
  const frame = Buffer.allocUnsafe(headBytes + body.length);
  frame.writeUInt32LE(body.length);
  body.copy(frame, headBytes);
  return frame;
}

/** Cuts a stream of chunks into messages. Throws for a frame that is too long or garbled. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  *read(chunk: Buffer): Generator {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (bytes.length >= headBytes) {
      const length = bytes.readUInt32LE();
      if (length > frameBytesMost) throw new Error(`a message of ${length} bytes`);
      if (bytes.length < headBytes + length) break;
      const body = bytes.subarray(headBytes, headBytes + length);
      bytes = bytes.subarray(headBytes + length);
      this.#rest = bytes;
      yield deserialize(body);
    }
    this.#rest = bytes;
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
