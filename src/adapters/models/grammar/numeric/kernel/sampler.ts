import { LEAF, LONGEST, score, screen } from './programs';
import { addSeen, configureSeen, seenHasRoom, touch } from './seen';

/**
 * The token emitter: draws programs from a probabilistic grammar, one production at a time.
 * A context is a parent production and a slot of it; its row of 256 bytes holds the productions
 * in proportion to their weights. Each program first draws the length it aims at; until it has
 * that many tokens, the second half of the rows is used, where leaves are rarer.
 */
const BLOCK: i32 = 64;
const CODE: usize = memory.data(64 * 64, 16);
const LENGTH: usize = memory.data(4 * 64, 16);
const HASH: usize = memory.data(8 * 64, 16);
const PENDING: usize = memory.data(4 * 72, 16);
/** For each token the rows of its slots, the last slot first. */
const CHILDREN: usize = memory.data(256 * 8, 16);
/** For each token how many open places it adds: -1 for a leaf. */
const OPENS: usize = memory.data(256, 16);

/** The best programs of each length: `KEPT` records of 80 bytes: score, semantic key, code. */
const KEPT: i32 = 4;
const RECORD: usize = 80;
const ELITES: usize = memory.data(64 * 4 * 80, 16);
/** What a program of each length must undercut. */
const BAR: usize = memory.data(8 * 64, 16);

let rows: usize = 0;
let leafRow: usize = 0;
let aimRow: usize = 0;
let youngOffset: usize = 0;
let longest: i32 = 0;
let slice: i32 = 0;
let slices: i32 = 1;
let state0: u64 = 0;
let state1: u64 = 0;
let state2: u64 = 0;
let counter: u64 = 0;
let sink: u64 = 0;

export let sampledTokens: i32 = 0;
export let sampledGenerated: i32 = 0;
export let sampledDistinct: i32 = 0;
export let sampledRunOnOne: i32 = 0;
export let sampledRunOnAll: i32 = 0;
export let sampledNew: i32 = 0;

/** sfc64 (Chris Doty-Humphrey, PractRand). */
function next(): u64 {
  const sum = state0 + state1 + counter;
  counter++;
  state0 = state1 ^ (state1 >> 11);
  state1 = state2 + (state2 << 3);
  state2 = rotl<u64>(state2, 24) + sum;
  return sum;
}

/**
 * @param contexts how many rows; row 0 is the root's, row 1 offers leaves only, row 2 holds
 *   the lengths to aim at.
 * @param mostTokens how long a program may become, up to 62.
 * @param which of `count` disjoint slices of the program space this sampler draws from.
 */
export function configureSampler(
  contexts: i32,
  mostTokens: i32,
  which: i32,
  count: i32,
  seed: i32,
): void {
  rows = heap.alloc((<usize>contexts) << 9);
  leafRow = rows + 256;
  aimRow = rows + 512;
  youngOffset = (<usize>contexts) << 8;
  longest = min(mostTokens, LONGEST - 1);
  slice = which;
  slices = count;
  state0 = <u64>(<u32>seed) * 0x9e3779b97f4a7c15;
  state1 = 0xd1b54a32d192ed03;
  state2 = 0x8cb92ba72f3d8dd7;
  counter = 1;
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  configureSeen();
  for (let at = 0; at < 64 * KEPT; at++) store<f64>(ELITES + <usize>at * RECORD, Infinity);
  for (let at = 0; at < 64; at++) store<f64>(BAR + ((<usize>at) << 3), Infinity);
}

export function rowAt(): usize {
  return rows;
}
export function eliteAt(): usize {
  return ELITES;
}
export function codeAt(): usize {
  return CODE;
}
export function lengthAt(): usize {
  return LENGTH;
}

/** Sets the rows of a token's slots; `first` and `second` are context numbers. */
export function setToken(token: i32, opens: i32, first: i32, second: i32): void {
  store<i8>(OPENS + token, <i8>opens);
  const lastRow = rows + ((<usize>(opens == 1 ? second : first)) << 8);
  store<u32>(CHILDREN + ((<usize>token) << 3), <u32>lastRow);
  store<u32>(CHILDREN + ((<usize>token) << 3) + 4, <u32>(rows + ((<usize>first) << 8)));
}

/** Emits one program to `code`, its hash to `hashPlace`; answers its length, 0 when it belongs to another slice. */
function emit(code: usize, hashPlace: usize): i32 {
  let length = 0;
  let open = 1;
  let hash: u64 = 0x9e3779b97f4a7c15;
  let draws = next();
  const aim = <i32>load<u8>(aimRow + <usize>(draws >> 56));
  store<u32>(PENDING, <u32>rows);
  do {
    const place = PENDING + ((<usize>open) << 2);
    const young = length + open < aim ? youngOffset : 0;
    const row = length + open < longest ? <usize>load<u32>(place - 4) + young : leafRow;
    const token = <usize>load<u8>(row + <usize>(draws & 255));
    store<u8>(code + length, <u8>token);
    store<u64>(place - 4, load<u64>(CHILDREN + (token << 3)));
    open += <i32>load<i8>(OPENS + token);
    length++;
    hash = (hash ^ token) * 0xff51afd7ed558ccd;
    hash ^= hash >> 32;
    draws >>= 8;
    if (length % 7 == 0) draws = next();
    if (length == 3 && slices > 1 && <i32>((hash >> 8) & 0xffff) % slices != slice) return 0;
  } while (open);
  if (length < 3 && slices > 1 && <i32>((hash >> 8) & 0xffff) % slices != slice) return 0;
  store<u64>(hashPlace, hash * 0xc4ceb9fe1a85ec53);
  return length;
}

/** A program of this length must beat what no longer ones have reached. */
function raiseBars(length: i32): void {
  let worst = 0.0;
  for (let at = 0; at < KEPT; at++) {
    worst = max(worst, load<f64>(ELITES + <usize>(length * KEPT + at) * RECORD));
  }
  for (let at = length; at < 64; at++) {
    const bar = BAR + ((<usize>at) << 3);
    if (worst >= load<f64>(bar)) return;
    store<f64>(bar, worst);
  }
}

function keep(code: usize, length: i32, error: f64): void {
  let worst: usize = 0;
  let worstError = -1.0;
  for (let at = 0; at < KEPT; at++) {
    const record = ELITES + <usize>(length * KEPT + at) * RECORD;
    const held = load<f64>(record);
    if (held == error) return;
    if (held > worstError) {
      worstError = held;
      worst = record;
    }
  }
  sampledNew++;
  store<f64>(worst, error);
  store<i32>(worst + 8, length);
  memory.copy(worst + 16, code, length);
  raiseBars(length);
}

function consider(code: usize, length: i32): void {
  const bar = load<f64>(BAR + ((<usize>length) << 3));
  if (!(screen(code, length) < bar)) return;
  sampledRunOnAll++;
  const error = score(code, length);
  if (error < bar) keep(code, length, error);
}

/** Emits a block of programs to `codeAt` and `lengthAt`, 64 bytes and 4 bytes apart. */
export function emitBlock(): void {
  let at = 0;
  while (at < BLOCK) {
    const length = emit(CODE + ((<usize>at) << 6), HASH + ((<usize>at) << 3));
    store<i32>(LENGTH + ((<usize>at) << 2), length);
    sampledTokens += length;
    at += i32(length != 0);
  }
  sampledGenerated += BLOCK;
}

/** Emits, deduplicates, runs and scores at least `quota` programs; false when the set of those seen is full. */
export function sample(quota: i32): bool {
  sampledTokens = sampledGenerated = sampledDistinct = 0;
  sampledRunOnOne = sampledRunOnAll = sampledNew = 0;
  while (sampledGenerated < quota) {
    if (!seenHasRoom(BLOCK)) return false;
    emitBlock();
    for (let at = 0; at < BLOCK; at++) sink ^= touch(load<u64>(HASH + ((<usize>at) << 3)));
    for (let at = 0; at < BLOCK; at++) {
      if (!addSeen(load<u64>(HASH + ((<usize>at) << 3)))) continue;
      sampledDistinct++;
      consider(CODE + ((<usize>at) << 6), load<i32>(LENGTH + ((<usize>at) << 2)));
    }
  }
  sampledRunOnOne = sampledDistinct;
  return true;
}
