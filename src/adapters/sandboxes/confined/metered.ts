import { SluiceError } from '../../../domain/errors.ts';
import { Bytes, unsigned } from './wasm-bytes.ts';

/** The name under which a metered module exports the turns that its loops may still make. */
export const turnsName = 'turns';

/** So many bytes copied or filled by one instruction count as a turn, as a power of two. */
const bytesATurnLog2 = 4;

const section = { type: 1, function: 3, global: 6, export: 7, code: 10 } as const;
const i32 = 0x7f;
const i64 = 0x7e;
const op = {
  unreachable: 0x00,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  branchByTable: 0x0e,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i64LessThan: 0x53,
  i64Subtract: 0x7d,
  i64ShiftRight: 0x88,
  i64FromUnsigned: 0xad,
  prefixed: 0xfc,
} as const;
/** Behind the prefix: the two that touch as much memory as they are told. */
const bulk = { copy: 10, fill: 11 } as const;
const nothing = 0x40;
const global = 3;
const mutable = 1;

/**
 * A WebAssembly module that counts what it does: each turn of a loop takes one from a global, a
 * copy or a fill of memory takes one for every 16 bytes, and below zero it traps. The same work
 * takes the same on every machine, whatever the time. Knows the instructions of WebAssembly 2.0
 * without vectors, tables' own and typed `select`; throws for others, and for imported globals.
 */
export function metered(module: Uint8Array): Uint8Array {
  const bytes = new Bytes(module, 8);
  const parts: Uint8Array[] = [module.subarray(0, 8)];
  let parameters: readonly number[] = [];
  let types: readonly number[] = [];
  let turns = 0;
  const rewritten = (id: number, content: Bytes): readonly Uint8Array[] => {
    switch (id) {
      case section.type:
        parameters = content.list(() => parametersOf(content));
        break;
      case section.function:
        types = content.list(() => content.unsigned());
        break;
      case section.global:
        turns = content.unsigned();
        return [
          unsigned(turns + 1),
          content.rest(),
          Buffer.of(i64, mutable, op.i64Const, 0, op.end),
        ];
      case section.export: {
        const count = content.unsigned();
        const name = [unsigned(turnsName.length), Buffer.from(turnsName)];
        return [unsigned(count + 1), content.rest(), ...name, Buffer.of(global), unsigned(turns)];
      }
      case section.code: {
        const bodies = content.list(() => content.take(content.unsigned()));
        const meter = new Meter(turns);
        const counted = bodies.map((body, at) => meter.body(body, parameters[types[at]!]!));
        return [
          unsigned(bodies.length),
          ...counted.flatMap((body) => [unsigned(body.length), body]),
        ];
      }
    }
    return [content.bytes];
  };
  while (!bytes.done) {
    const id = bytes.next();
    const content = Buffer.concat(rewritten(id, new Bytes(bytes.take(bytes.unsigned()))));
    parts.push(Buffer.of(id), unsigned(content.length), content);
  }
  return Buffer.concat(parts);
}

/** How many parameters the type of a function has that begins here. */
function parametersOf(bytes: Bytes): number {
  bytes.next();
  const count = bytes.unsigned();
  bytes.take(count);
  bytes.take(bytes.unsigned());
  return count;
}

/** Puts the counting into the bodies of functions. */
class Meter {
  readonly #turns: Uint8Array;

  /** `turns`: the index of the global. */
  constructor(turns: number) {
    this.#turns = unsigned(turns);
  }

  /** What comes first in a loop. `left`: a local for what is left. */
  #loopHead(left: number): Uint8Array {
    const one = Buffer.of(op.i64Const, 1);
    return Buffer.concat([Buffer.of(op.globalGet), this.#turns, one, ...this.#lessOrTrap(left)]);
  }

  /** What comes before a copy or a fill, whose length lies on the stack and goes through a local. */
  #bulkHead(left: number, length: number): Uint8Array {
    const [keep, bring] = [op.localSet, op.localGet].map((code) => [
      Buffer.of(code),
      unsigned(length),
    ]);
    return Buffer.concat([
      ...keep!,
      Buffer.of(op.globalGet),
      this.#turns,
      ...bring!,
      Buffer.of(op.i64FromUnsigned, op.i64Const, bytesATurnLog2, op.i64ShiftRight),
      ...this.#lessOrTrap(left),
      ...bring!,
    ]);
  }

  /** Takes what lies on the stack from what lies below it: the turns that were left. */
  #lessOrTrap(left: number): readonly Uint8Array[] {
    return [
      Buffer.of(op.i64Subtract, op.localTee),
      unsigned(left),
      Buffer.of(op.globalSet),
      this.#turns,
      Buffer.of(op.localGet),
      unsigned(left),
      Buffer.of(op.i64Const, 0, op.i64LessThan, op.if, nothing, op.unreachable, op.end),
    ];
  }

  /** A function's body, with two more locals at the end of its own. */
  body(body: Uint8Array, parameters: number): Uint8Array {
    const bytes = new Bytes(body);
    const groups = bytes.unsigned();
    const groupsAt = bytes.at;
    let left = parameters;
    for (let group = 0; group < groups; group++) {
      left += bytes.unsigned();
      bytes.next();
    }
    const locals = body.subarray(groupsAt, bytes.at);
    const parts = [unsigned(groups + 2), locals, Buffer.of(1, i64, 1, i32)];
    const loopHead = this.#loopHead(left);
    let copied = bytes.at;
    const insert = (at: number, text: Uint8Array): void => {
      parts.push(body.subarray(copied, at), text);
      copied = at;
    };
    while (!bytes.done) {
      const { at } = bytes;
      const code = bytes.next();
      if (code === op.prefixed) {
        const which = bytes.unsigned();
        if (which === bulk.copy || which === bulk.fill) insert(at, this.#bulkHead(left, left + 1));
        skipPrefixed(bytes, which);
      } else {
        skip(bytes, code);
        if (code === op.loop) insert(bytes.at, loopHead);
      }
    }
    return Buffer.concat([...parts, body.subarray(copied)]);
  }
}

/** How many numbers follow each instruction, of those for which it is always as many. */
const numbersAfter = new Uint8Array(256).fill(255);
for (const [count, first, last] of [
  [0, 0x00, 0x01],
  [1, 0x02, 0x04],
  [0, 0x05, 0x05],
  [0, 0x0b, 0x0b],
  [1, 0x0c, 0x0d],
  [0, 0x0f, 0x0f],
  [1, 0x10, 0x10],
  [2, 0x11, 0x11],
  [0, 0x1a, 0x1b],
  [1, 0x20, 0x24],
  [2, 0x28, 0x3e],
  [1, 0x3f, 0x42],
  [0, 0x45, 0xc4],
] as const) {
  numbersAfter.fill(count, first, last + 1);
}

/** Passes what belongs to an instruction that has been read. */
function skip(bytes: Bytes, code: number): void {
  const numbers = numbersAfter[code]!;
  if (numbers < 255) bytes.skipNumbers(numbers);
  else if (code === op.branchByTable) bytes.skipNumbers(bytes.unsigned() + 1);
  else if (code === op.f32Const) bytes.take(4);
  else if (code === op.f64Const) bytes.take(8);
  else throw unknown(code);
}

/** Of those behind the prefix, conversions that saturate have nothing of their own. */
function skipPrefixed(bytes: Bytes, which: number): void {
  if (which === bulk.copy) bytes.skipNumbers(2);
  else if (which === bulk.fill) bytes.skipNumbers(1);
  else if (which > 7) throw unknown(which);
}

function unknown(code: number): SluiceError {
  return new SluiceError({
    fault: 'internal',
    place: 'the engine of the sandbox',
    found: `the instruction 0x${code.toString(16)}`,
    wanted: 'instructions whose length is known, so that its loops can be counted',
    mend: 'This is a fault of Sluice: please report it.',
  });
}
