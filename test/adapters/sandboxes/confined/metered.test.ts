import { expect, test } from 'vitest';

import { metered, turnsName } from '../../../../src/adapters/sandboxes/confined/metered.ts';

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
  readonly RuntimeError: new () => Error;
};

interface Counted {
  readonly turns: { value: bigint };
  /** Goes round so often. */
  round(count: number): void;
  /** Fills so many bytes, then copies them. */
  move(bytes: number): void;
  readonly memory: { readonly buffer: ArrayBuffer };
}

const section = (id: number, ...content: number[]) => [id, content.length, ...content];
const text = (name: string) => [name.length, ...Buffer.from(name)];
/** Its body goes down from its parameter to zero, a turn each. */
const round = [0, 0x03, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x0b];
const fill = [0x41, 0, 0x41, 7, 0x20, 0, 0xfc, 11, 0];
const copy = [0x41, 0, 0x41, 0x20, 0x20, 0, 0xfc, 10, 0, 0];
const move = [1, 1, 0x7f, ...fill, ...copy, 0x0b];
const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const module = Buffer.from([
  ...magic,
  ...section(1, 1, 0x60, 1, 0x7f, 0),
  ...section(3, 2, 0, 0),
  ...section(5, 1, 0, 1),
  ...section(6, 1, 0x7f, 1, 0x41, 0, 0x0b),
  ...section(7, 3, ...text('round'), 0, 0, ...text('move'), 0, 1, ...text('memory'), 2, 0),
  ...section(10, 2, round.length, ...round, move.length, ...move),
]);

function instance(turns: bigint): Counted {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered(module)));
  const counted = exports as Counted;
  counted.turns.value = turns;
  return counted;
}

test.each([1, 2, 1000])('%d turns of a loop take as many', (count) => {
  const counted = instance(5000n);
  counted.round(count);
  expect(counted[turnsName].value).toBe(5000n - BigInt(count));
});

test('what is filled and copied takes a turn for every 16 bytes, and is done as before', () => {
  const counted = instance(5000n);
  counted.move(1600);
  expect(counted.turns.value).toBe(5000n - 200n);
  const bytes = new Uint8Array(counted.memory.buffer, 0, 1602);
  expect([...new Set(bytes)]).toEqual([7, 0]);
  expect(bytes.lastIndexOf(7)).toBe(1567);
});

test('below zero it traps, at whatever brings it there', () => {
  expect(() => instance(9n).round(9)).not.toThrow();
  expect(() => instance(8n).round(9)).toThrow(WebAssembly.RuntimeError);
  expect(() => instance(200n).move(1600)).not.toThrow();
  expect(() => instance(199n).move(1600)).toThrow(WebAssembly.RuntimeError);
});

test('an instruction whose length is not known is refused', () => {
  const vectors = Buffer.from(module);
  vectors[vectors.lastIndexOf(0xfc)] = 0xfd;
  expect(() => metered(vectors)).toThrow(/0xfd/);
});
