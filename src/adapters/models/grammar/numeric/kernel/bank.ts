import { binary, unary } from './columns';
import { scoreColumn } from './programs';

/**
 * A bank of semantically different columns, the cheapest first: bottom-up enumeration with
 * observational equivalence. Entry `id` is the operation `OPS[id]` on the entries `LEFTS[id]` and
 * `RIGHTS[id]`.
 */
let columns: usize = 0;
let keys: usize = 0;
let ops: usize = 0;
let lefts: usize = 0;
let rights: usize = 0;
let table: usize = 0;
let tableMask: u32 = 0;
let stride: usize = 0;
let capacity: i32 = 0;
let undefinedAllowed: i32 = 0;
let negligible: f64 = 0;

export let bankSize: i32 = 0;
export let bankConsidered: i32 = 0;

/** What is rounded away before values are compared: the last 16 bits of the mantissa. */
const HALF: i64 = 0x8000;
const KEPT: i64 = ~0xffff;

/**
 * @param cases per column, padded to a whole number of tiles of eight.
 * @param mostUndefined how many values of a column may be NaN or infinite.
 * @param tiny what counts as zero.
 */
export function configureBank(cases: i32, most: i32, mostUndefined: i32, tiny: f64): void {
  stride = (<usize>cases) << 3;
  capacity = most;
  undefinedAllowed = mostUndefined;
  negligible = tiny;
  columns = heap.alloc(stride * <usize>(most + 1));
  keys = heap.alloc((<usize>most) << 3);
  ops = heap.alloc(<usize>most);
  lefts = heap.alloc((<usize>most) << 2);
  rights = heap.alloc((<usize>most) << 2);
  let slots: u32 = 1024;
  while (slots < <u32>most * 2) slots <<= 1;
  tableMask = slots - 1;
  table = heap.alloc((<usize>slots) << 2);
  memory.fill(table, 0, (<usize>slots) << 2);
  bankSize = 0;
}

export function columnAt(id: i32): usize {
  return columns + <usize>id * stride;
}
export function opsAt(): usize {
  return ops;
}
export function leftsAt(): usize {
  return lefts;
}
export function rightsAt(): usize {
  return rights;
}
export function bankStride(): usize {
  return stride;
}

/** The operation number of an entry that is a leaf. */
const LEAF_OPERATION: i32 = 255;

/** A hash of the column's rounded values; 0 where too many are undefined, 1 where all are equal. */
function keyOf(column: usize): u64 {
  let hash: u64 = 0x9e3779b97f4a7c15;
  let undefinedValues = 0;
  let changes: i64 = 0;
  let previous: i64 = 0;
  for (let at: usize = 0; at < stride; at += 8) {
    const value = load<f64>(column + at);
    let bits: i64 = 0;
    if (abs(value) > negligible) {
      bits = (reinterpret<i64>(value) + HALF) & KEPT;
      undefinedValues += i32(abs(value) == Infinity);
    } else if (value != value) {
      bits = -1;
      undefinedValues++;
    }
    if (at != 0) changes |= bits ^ previous;
    previous = bits;
    hash = (hash ^ (<u64>bits)) * 0xff51afd7ed558ccd;
    hash ^= hash >> 29;
  }
  if (undefinedValues > undefinedAllowed) return 0;
  return changes == 0 ? 1 : hash | 2;
}

/**
 * Adds the column at `columnAt(bankSize)` unless its like is there; true when it was added. Of
 * what is constant only leaves are kept: constants are for fitting.
 */
export function offer(op: i32, left: i32, right: i32): bool {
  let key = keyOf(columnAt(bankSize));
  bankConsidered++;
  if (key == 1 && op == LEAF_OPERATION)
    key = (<u64>reinterpret<i64>(load<f64>(columnAt(bankSize)))) | 2;
  if (key < 2) return false;
  let slot = (<u32>(key >> 32)) & tableMask;
  while (true) {
    const held = load<u32>(table + ((<usize>slot) << 2));
    if (held == 0) break;
    if (load<u64>(keys + ((<usize>(held - 1)) << 3)) == key) return false;
    slot = (slot + 1) & tableMask;
  }
  store<u32>(table + ((<usize>slot) << 2), <u32>bankSize + 1);
  store<u64>(keys + ((<usize>bankSize) << 3), key);
  store<u8>(ops + bankSize, <u8>op);
  store<i32>(lefts + ((<usize>bankSize) << 2), left);
  store<i32>(rights + ((<usize>bankSize) << 2), right);
  bankSize++;
  return true;
}

/** Offers left op right for every right from `from` up to before `to`; false when the bank is full. */
export function combineRow(op: i32, left: i32, from: i32, to: i32): bool {
  const leftColumn = columnAt(left);
  for (let right = from; right < to; right++) {
    if (bankSize == capacity) return false;
    binary(op, columnAt(bankSize), leftColumn, columnAt(right), stride);
    offer(op, left, right);
  }
  return true;
}

/** Offers op argument for every argument from `from` up to before `to`; false when the bank is full. */
export function applyRow(op: i32, from: i32, to: i32): bool {
  for (let argument = from; argument < to; argument++) {
    if (bankSize == capacity) return false;
    unary(op, columnAt(bankSize), columnAt(argument), stride);
    offer(op, argument, argument);
  }
  return true;
}

export let foundError: f64 = 0;

/** The first entry from `from` on that explains the target better than `bar`, or -1. */
export function findBetter(from: i32, bar: f64): i32 {
  for (let id = from; id < bankSize; id++) {
    foundError = scoreColumn(columnAt(id));
    if (foundError < bar) return id;
  }
  return -1;
}
