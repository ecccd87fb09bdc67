import { writeFileSync } from 'node:fs';

import { seededRandom } from '../../../../src/adapters/system/seeded-random.ts';

/** The types of GGUF's metadata that are written here, by their numbers in its specification. */
const types = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 } as const;

const alignment = 32;

/** Bytes that grow as they are written. */
class Writer {
  readonly #parts: Buffer[] = [];
  bytes = 0;

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.bytes += part.length;
  }

  uint32(value: number): void {
    const part = Buffer.alloc(4);
    part.writeUInt32LE(value);
    this.#add(part);
  }

  float32(value: number): void {
    const part = Buffer.alloc(4);
    part.writeFloatLE(value);
    this.#add(part);
  }

  uint64(value: number): void {
    const part = Buffer.alloc(8);
    part.writeBigUInt64LE(BigInt(value));
    this.#add(part);
  }

  text(value: string): void {
    const part = Buffer.from(value);
    this.uint64(part.length);
    this.#add(part);
  }

  floats(values: Float32Array): void {
    this.#add(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  }

  align(): void {
    this.#add(Buffer.alloc((alignment - (this.bytes % alignment)) % alignment));
  }

  key(name: string, type: number): void {
    this.text(name);
    this.uint32(type);
  }

  array(name: string, type: number, length: number, write: (index: number) => void): void {
    this.key(name, types.array);
    this.uint32(type);
    this.uint64(length);
    for (let index = 0; index < length; index++) write(index);
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** A vocabulary of SentencePiece's kind: three marks, every byte, and some letters of their own. */
const letters = ' \nabcdefghijklmnopqrstuvwxyz0123456789(){}[];:,.=+-*/<>`'.split('');
const tokens = [
  '<unk>',
  '<s>',
  '</s>',
  ...Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  ),
  ...letters.map((letter) => letter.replace(' ', '▁')),
];
const kinds = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

function kindOf(token: number): number {
  if (token === 0) return kinds.unknown;
  if (token < 3) return kinds.control;
  return token < 259 ? kinds.byte : kinds.normal;
}

const width = 32;
const inner = 64;

/** The tensors of one layer of the Llama architecture; the last dimension varies slowest. */
const shapes: readonly (readonly [name: string, ...shape: number[]])[] = [
  ['token_embd.weight', width, tokens.length],
  ['output_norm.weight', width],
  ['output.weight', width, tokens.length],
  ['blk.0.attn_norm.weight', width],
  ['blk.0.attn_q.weight', width, width],
  ['blk.0.attn_k.weight', width, width],
  ['blk.0.attn_v.weight', width, width],
  ['blk.0.attn_output.weight', width, width],
  ['blk.0.ffn_norm.weight', width],
  ['blk.0.ffn_gate.weight', width, inner],
  ['blk.0.ffn_up.weight', width, inner],
  ['blk.0.ffn_down.weight', inner, width],
];

/** Writes a language model of the Llama architecture that knows nothing: its weights are noise. */
export function writeTinyGguf(path: string, contextTokens = 4096): void {
  const file = new Writer();
  file.uint32(0x46554747); // `GGUF`, read from the left
  file.uint32(3);
  file.uint64(shapes.length);
  const metadata = writeMetadata(contextTokens);
  file.uint64(metadata.length);
  for (const write of metadata) write(file);
  let offset = 0;
  for (const [name, ...shape] of shapes) {
    file.text(name);
    file.uint32(shape.length);
    for (const size of shape) file.uint64(size);
    file.uint32(0); // 32-bit floats
    file.uint64(offset);
    offset += Math.ceil((sizeOf(shape) * 4) / alignment) * alignment;
  }
  const random = seededRandom('tiny');
  for (const [name, ...shape] of shapes) {
    file.align();
    const isNorm = name.includes('norm');
    const values = Float32Array.from({ length: sizeOf(shape) }, () =>
      isNorm ? 1 : random.float() - 0.5,
    );
    file.floats(values);
  }
  writeFileSync(path, file.toBuffer());
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function writeMetadata(contextTokens: number): ((file: Writer) => void)[] {
  const integers = {
    'llama.context_length': contextTokens,
    'llama.embedding_length': width,
    'llama.block_count': 1,
    'llama.feed_forward_length': inner,
    'llama.attention.head_count': 2,
    'llama.rope.dimension_count': width / 2,
    'llama.vocab_size': tokens.length,
    'tokenizer.ggml.bos_token_id': 1,
    'tokenizer.ggml.eos_token_id': 2,
    'tokenizer.ggml.unknown_token_id': 0,
  };
  const texts = { 'general.architecture': 'llama', 'tokenizer.ggml.model': 'llama' };
  return [
    ...Object.entries(texts).map(([name, value]) => (file: Writer) => {
      file.key(name, types.string);
      file.text(value);
    }),
    ...Object.entries(integers).map(([name, value]) => (file: Writer) => {
      file.key(name, types.uint32);
      file.uint32(value);
    }),
    (file) => {
      file.key('llama.attention.layer_norm_rms_epsilon', types.float32);
      file.float32(1e-5);
    },
    (file) =>
      file.array('tokenizer.ggml.tokens', types.string, tokens.length, (token) =>
        file.text(tokens[token]!),
      ),
    (file) =>
      file.array('tokenizer.ggml.scores', types.float32, tokens.length, (token) =>
        file.float32(-token),
      ),
    (file) =>
      file.array('tokenizer.ggml.token_type', types.int32, tokens.length, (token) =>
        file.uint32(kindOf(token)),
      ),
  ];
}
