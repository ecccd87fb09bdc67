import { binary, unary } from './columns';
import { bankSize, columnAt } from './bank';
import { clearHits, hit } from './hits';

/**
 * Sketches: the first eight cases of a column. Two columns that are a·f + b of each other have
 * the same affine key, so one look-up asks for a whole bank of programs and for two constants.
 */
const SKETCH: usize = 64;
const CENTRED: usize = memory.data(64, 16);
const PART: usize = memory.data(64, 16);
const MAPPED: usize = memory.data(64, 16);
/** Fixed, arbitrary and incommensurable: the sign of a sketch is that of its product with these. */
const SIGNS: usize = memory.data<f64>([0.731, -0.417, 0.913, 0.259, -0.587, 0.823, -0.341, 0.659]);

/** Values nearer than this, of a sketch of length one, are on one level. */
const LEVEL: f64 = 1e-3;
/** An exponential of more than this has lost what it is the exponential of. */
const MOST_EXPONENT: f64 = 40;
const EXPONENTIAL: i32 = 39;

let affineKeys: usize = 0;
let affineIds: usize = 0;
let affineMask: u32 = 0;
let indexed: i32 = 0;
let isAffine: bool = true;

/** @param affine whether keys ignore a factor and a shift, or hold the values themselves. */
export function configureSketches(most: i32, affine: bool): void {
  let slots: u32 = 1024;
  while (slots < <u32>most * 2) slots <<= 1;
  affineMask = slots - 1;
  affineKeys = heap.alloc((<usize>slots) << 3);
  affineIds = heap.alloc((<usize>slots) << 2);
  memory.fill(affineKeys, 0, (<usize>slots) << 3);
  isAffine = affine;
  indexed = 0;
}

/** Centres and normalises a sketch into `CENTRED`; 0 where undefined, -1 where constant, else 1. */
function normalise(sketch: usize): i32 {
  let sum = 0.0;
  for (let at: usize = 0; at < SKETCH; at += 8) sum += load<f64>(sketch + at);
  if (!(abs(sum) < Infinity)) return 0;
  const mean = sum * 0.125;
  let square = 0.0;
  let sign = 0.0;
  for (let at: usize = 0; at < SKETCH; at += 8) {
    const value = load<f64>(sketch + at) - mean;
    store<f64>(CENTRED + at, value);
    square += value * value;
    sign += value * load<f64>(SIGNS + at);
  }
  if (square <= 1e-22 * mean * mean || square == 0) return -1;
  const factor = (sign < 0 ? -1.0 : 1.0) / sqrt(square);
  for (let at: usize = 0; at < SKETCH; at += 8) {
    store<f64>(CENTRED + at, load<f64>(CENTRED + at) * factor);
  }
  return 1;
}

/**
 * Whether the values at `CENTRED` come near only two levels: one case that dwarfs the others makes
 * any two such columns look alike.
 */
function hasTwoLevels(): bool {
  const first = load<f64>(CENTRED);
  let second = first;
  for (let at: usize = 8; at < SKETCH; at += 8) {
    const value = load<f64>(CENTRED + at);
    if (abs(value - first) < LEVEL) continue;
    if (second == first) second = value;
    else if (abs(value - second) >= LEVEL) return false;
  }
  return true;
}

/** 0 where the sketch is undefined or says too little, 1 where it is constant. */
function sketchKey(sketch: usize): u64 {
  const kind = normalise(sketch);
  if (kind == 0) return 0;
  if (isAffine && kind < 0) return 1;
  if (isAffine && hasTwoLevels()) return 0;
  let hash: u64 = 0x9e3779b97f4a7c15;
  for (let at: usize = 0; at < SKETCH; at += 8) {
    const bits: i64 = isAffine
      ? <i64>nearest(load<f64>(CENTRED + at) * 1048576.0)
      : (reinterpret<i64>(load<f64>(sketch + at)) + 0x80000) & ~0xfffff;
    hash = (hash ^ (<u64>bits)) * 0xff51afd7ed558ccd;
    hash ^= hash >> 29;
  }
  return hash | 2;
}

/** The entry with this key, or -1; where `id` is given, it takes the place if it is free. */
function lookUp(key: u64, id: i32): i32 {
  let slot = (<u32>(key >> 32)) & affineMask;
  while (true) {
    const held = load<u64>(affineKeys + ((<usize>slot) << 3));
    if (held == key) return load<i32>(affineIds + ((<usize>slot) << 2));
    if (held == 0) {
      if (id >= 0) {
        store<u64>(affineKeys + ((<usize>slot) << 3), key);
        store<i32>(affineIds + ((<usize>slot) << 2), id);
      }
      return -1;
    }
    slot = (slot + 1) & affineMask;
  }
}

/** Indexes the bank's entries that are not yet. */
export function indexSketches(): void {
  for (; indexed < bankSize; indexed++) {
    const key = sketchKey(columnAt(indexed));
    if (key > 1) lookUp(key, indexed);
  }
}

/** How many programs the last row decided without running them. */
export let rowCovered: f64 = 0;

/**
 * For each entry f and each way to part the goal, goal - f, goal / f, goal · f, f / goal: which
 * entry is an affine image of the part, or of a function of it? Hits are (f, way, function, entry),
 * the entry -1 where the part is constant.
 *
 * @param maps opcodes of unary functions, `mapCount` bytes.
 */
export function joinRow(goal: usize, from: i32, to: i32, maps: usize, mapCount: i32): void {
  clearHits();
  rowCovered = 0;
  for (let f = from; f < to; f++) {
    const column = columnAt(f);
    const own = sketchKey(column);
    for (let way = 0; way < 4; way++) {
      if (way == 0) binary(1, PART, goal, column, SKETCH);
      else if (way == 1) binary(3, PART, goal, column, SKETCH);
      else if (way == 2) binary(2, PART, goal, column, SKETCH);
      else binary(3, PART, column, goal, SKETCH);
      const key = sketchKey(PART);
      // Where f dwarfs the goal, the goal is lost in the difference.
      if (way == 0 && key == own) continue;
      lookUpPart(key, f, way, 0);
      if (key == 1) continue;
      for (let at = 0; at < mapCount; at++) {
        const map = <i32>load<u8>(maps + at);
        if (map == EXPONENTIAL && isBeyondExponent()) continue;
        unary(map, MAPPED, PART, SKETCH);
        const mappedKey = sketchKey(MAPPED);
        if (mappedKey > 1) lookUpPart(mappedKey, f, way, map);
      }
    }
  }
}

function lookUpPart(key: u64, f: i32, way: i32, map: i32): void {
  if (key == 0) return;
  rowCovered += <f64>indexed;
  const entry = key == 1 ? -1 : lookUp(key, -1);
  if (entry >= 0 || key == 1) hit(f, way, map, entry);
}

function isBeyondExponent(): bool {
  for (let at: usize = 0; at < SKETCH; at += 8) {
    if (!(abs(load<f64>(PART + at)) < MOST_EXPONENT)) return true;
  }
  return false;
}

/** Asks for a goal itself: the entry of which it is an affine image, -1 if there is none. */
export function findSketch(goal: usize): i32 {
  const key = sketchKey(goal);
  return key > 1 ? lookUp(key, -1) : -1;
}

/** Whether the eight values at `PART` are an affine image of a goal: hits are (f, g, goal, 0). */
function matchPart(f: i32, g: i32, goals: usize, goalCount: i32): void {
  const a = v128.load(PART);
  const b = v128.load(PART, 16);
  const c = v128.load(PART, 32);
  const d = v128.load(PART, 48);
  const sums = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  let squares = f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b));
  squares = f64x2.add(squares, f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d)));
  const raw = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  const square = raw - sum * sum * 0.125;
  if (!(square > 1e-7 * raw)) return;
  for (let goal = 0; goal < goalCount; goal++) {
    const at = goals + ((<usize>goal) << 6);
    let products = f64x2.add(f64x2.mul(a, v128.load(at)), f64x2.mul(b, v128.load(at, 16)));
    products = f64x2.add(products, f64x2.mul(c, v128.load(at, 32)));
    products = f64x2.add(products, f64x2.mul(d, v128.load(at, 48)));
    const product = f64x2.extract_lane(products, 0) + f64x2.extract_lane(products, 1);
    if (product * product > square * (1.0 - 1e-8)) hit(f, g, goal, 0);
  }
}

/**
 * The last level, which is never stored: f op g for all g from `from` up to before `to`, on eight
 * cases, against `goalCount` goals that are centred and have length one.
 */
export function fuseRow(op: i32, f: i32, from: i32, to: i32, goals: usize, goalCount: i32): void {
  clearHits();
  const column = columnAt(f);
  for (let g = from; g < to; g++) {
    binary(op, PART, column, columnAt(g), SKETCH);
    matchPart(f, g, goals, goalCount);
  }
}

/** As `fuseRow`, for g op f. */
export function fuseColumn(
  op: i32,
  f: i32,
  from: i32,
  to: i32,
  goals: usize,
  goalCount: i32,
): void {
  clearHits();
  const column = columnAt(f);
  for (let g = from; g < to; g++) {
    binary(op, PART, columnAt(g), column, SKETCH);
    matchPart(f, g, goals, goalCount);
  }
}
