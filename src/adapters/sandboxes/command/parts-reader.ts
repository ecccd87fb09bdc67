import type { Readable } from 'node:stream';

const newline = 10;

/** A head longer than this is none. */
const headBytesMost = 65_536;

/** Reads lines of JSON and parts of a known length out of a stream, one after the other. */
export class PartsReader {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #isOver = false;
  #wake: (() => void) | undefined;

  constructor(stream: Readable) {
    stream.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      this.#wake?.();
    });
    stream.on('close', () => this.end());
  }

  /** Nothing more will come. */
  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  /** The next line as JSON; `undefined` when none comes any more, or none that is JSON. */
  async head(): Promise<unknown> {
    for (;;) {
      const all = this.#joined();
      const end = all.indexOf(newline);
      if (end >= 0) return parsed(this.#take(end + 1));
      if (this.#isOver || all.length > headBytesMost) return undefined;
      await this.#more();
    }
  }

  /** The next `length` bytes; `undefined` when they do not come any more. */
  async part(length: number): Promise<Buffer | undefined> {
    while (this.#bytes < length) {
      if (this.#isOver) return undefined;
      await this.#more();
    }
    return this.#take(length);
  }

  #joined(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }

  #take(length: number): Buffer {
    const all = this.#joined();
    this.#chunks = [all.subarray(length)];
    this.#bytes = all.length - length;
    return all.subarray(0, length);
  }

  #more(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}
