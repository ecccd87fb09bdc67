import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { encodeFrame, FrameReader } from '../../../../src/adapters/sandboxes/pool/frames.ts';

afterEach(() => vi.restoreAllMocks());

/** The stream in chunks of the given lengths, again and again. */
function* cut(stream: Buffer, lengths: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const end = at + lengths[turn % lengths.length]!;
    yield stream.subarray(at, end);
    at = end;
  }
}

const readAll = (chunks: Iterable<Buffer>): unknown[] => {
  const reader = new FrameReader();
  return Array.from(chunks).flatMap((chunk) => [...reader.read(chunk)]);
};

describe('messages over a pipe', () => {
  test('come out as they went in, however the stream is cut', () => {
    const messages = fc.array(fc.oneof(fc.string(), fc.array(fc.double()), fc.constant([])));
    const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(messages, lengths, (sent, cuts) => {
        const stream = Buffer.concat(sent.map(encodeFrame));
        expect(readAll(cut(stream, cuts))).toEqual(sent);
      }),
    );
  });

  test('a long one costs its length: no byte of it is copied again for each chunk', () => {
    const frame = encodeFrame('x'.repeat(2 ** 20));
    let copied = 0;
    const concat = Buffer.concat.bind(Buffer);
    vi.spyOn(Buffer, 'concat').mockImplementation((list, length) => {
      const joined = concat(list, length);
      copied += joined.length;
      return joined;
    });
    expect(readAll(cut(frame, [4096]))).toEqual(['x'.repeat(2 ** 20)]);
    expect(copied).toBeLessThanOrEqual(2 * frame.length);
  });

  test('one that says that it is too long is refused before it has come', () => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(1001);
    expect(() => [...new FrameReader(1000).read(head)]).toThrow('a message of 1001 bytes');
  });
});
