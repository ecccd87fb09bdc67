import { binary, unary } from './columns';
import { columnAt } from './bank';
import { clearHits, hit } from './hits';

/**
 * Linear families by projection. A set is a basis that is orthonormal, and features from which it
 * has been taken out, scaled to length one: a goal is a sum of the basis and of one feature
 * exactly if what is left of it once the basis is taken out is parallel to that feature.
 */
const MOST_SETS: i32 = 8;
/** Per set: place of the basis, its rank, place of the features, their number, logarithms or not. */
const SETS: usize = memory.data(8 * 20, 16);

/** Numbers of opcodes. */
const ABSOLUTE: i32 = 33;
const LOGARITHM: i32 = 40;

let bytes: usize = 0;
let part: usize = 0;
let mapped: usize = 0;
let rest: usize = 0;

export function configureFeatures(cases: i32): void {
  bytes = (<usize>cases) << 3;
  part = heap.alloc(bytes);
  mapped = heap.alloc(bytes);
  rest = heap.alloc(bytes);
}

/** @param logarithms whether columns are replaced by the logarithms of their absolute values. */
export function defineSet(
  set: i32,
  basis: usize,
  rank: i32,
  features: usize,
  count: i32,
  logarithms: bool,
): void {
  const at = SETS + <usize>(set % MOST_SETS) * 20;
  store<u32>(at, <u32>basis);
  store<i32>(at, rank, 4);
  store<u32>(at, <u32>features, 8);
  store<i32>(at, count, 12);
  store<i32>(at, i32(logarithms), 16);
}

/** Where `project` leaves its result. */
export function restAt(): usize {
  return rest;
}

function dot(left: usize, right: usize): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(left + at), v128.load(right + at)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(left + at, 16), v128.load(right + at, 16)));
  }
  even = f64x2.add(even, odd);
  return f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1);
}

function removeAlong(axis: usize, column: usize): void {
  const product = f64x2.splat(dot(axis, column));
  for (let at: usize = 0; at < bytes; at += 16) {
    const value = f64x2.sub(v128.load(column + at), f64x2.mul(product, v128.load(axis + at)));
    v128.store(column + at, value);
  }
}

/**
 * Takes the set's basis out of a column and scales the rest to length one. The share of the
 * column's length that was left: 0 where it lies in the span, NaN where it is not finite. Cases
 * that only fill a tile are zero in every axis and must be in `mask` too.
 */
export function project(set: i32, column: usize, mask: usize): f64 {
  const at = SETS + <usize>set * 20;
  let source = column;
  if (load<i32>(at, 16) != 0) {
    unary(ABSOLUTE, rest, source, bytes);
    unary(LOGARITHM, rest, rest, bytes);
    source = rest;
  }
  for (let lane: usize = 0; lane < bytes; lane += 16) {
    const value = v128.and(v128.load(source + lane), v128.load(mask + lane));
    v128.store(rest + lane, value);
  }
  const whole = Math.sqrt(dot(rest, rest));
  if (!(whole < Infinity)) return NaN;
  if (whole == 0) return 0;
  const basis = <usize>load<u32>(at);
  const rank = <usize>load<i32>(at, 4);
  for (let pass = 0; pass < 2; pass++) {
    for (let axis: usize = 0; axis < rank; axis++) removeAlong(basis + axis * bytes, rest);
  }
  const length = Math.sqrt(dot(rest, rest));
  const share = length / whole;
  if (!(share > 1e-9)) return 0;
  const factor = f64x2.splat(1.0 / length);
  for (let lane: usize = 0; lane < bytes; lane += 16) {
    v128.store(rest + lane, f64x2.mul(v128.load(rest + lane), factor));
  }
  return share;
}

export let foundShare: f64 = 0;

/** The feature that explains most of what `project` left, and in `foundShare` how much. */
export function bestFeature(set: i32): i32 {
  const at = SETS + <usize>set * 20;
  const features = <usize>load<u32>(at, 8);
  const count = load<i32>(at, 12);
  let best = -1;
  foundShare = 0;
  for (let feature = 0; feature < count; feature++) {
    const cosine = dot(rest, features + <usize>feature * bytes);
    if (cosine * cosine > foundShare) {
      foundShare = cosine * cosine;
      best = feature;
    }
  }
  return best;
}

/** What counts as explained entirely. */
const EXACT: f64 = 1.0 - 1e-11;

/**
 * For each entry f of the bank and each way to part the goal by it (see `joinRow`): is the part,
 * or a function of it, a sum of the set's basis and of one feature at most? Hits are (f, way,
 * function, feature), the feature -1 where there is no need of one.
 */
export function explainRow(
  set: i32,
  goal: usize,
  from: i32,
  to: i32,
  maps: usize,
  mapCount: i32,
  mask: usize,
): void {
  clearHits();
  for (let f = from; f < to; f++) {
    const column = columnAt(f);
    for (let way = 0; way < 4; way++) {
      if (way == 0) binary(1, part, goal, column, bytes);
      else if (way == 1) binary(3, part, goal, column, bytes);
      else if (way == 2) binary(2, part, goal, column, bytes);
      else binary(3, part, column, goal, bytes);
      if (!explainPart(set, part, mask, f, way, 0)) continue;
      for (let at = 0; at < mapCount; at++) {
        const map = <i32>load<u8>(maps + at);
        unary(map, mapped, part, bytes);
        explainPart(set, mapped, mask, f, way, map);
      }
    }
  }
}

/** False where the part is not finite. */
function explainPart(set: i32, values: usize, mask: usize, f: i32, way: i32, map: i32): bool {
  const share = project(set, values, mask);
  if (share == 0) hit(f, way, map, -1);
  else if (share > 1e-6) {
    const feature = bestFeature(set);
    if (foundShare > EXACT) hit(f, way, map, feature);
  }
  return share == share;
}

/**
 * Pairs: for each feature `right` before `left`, which of the goals do the two explain to more
 * than their bar? `products` holds goal by goal the products of goal and feature, `most` a goal.
 * Hits are (right, goal) and, as a double, the share that is explained.
 */
export function pairRow(
  set: i32,
  left: i32,
  products: usize,
  most: i32,
  bars: usize,
  goals: i32,
): void {
  clearHits();
  const features = <usize>load<u32>(SETS + <usize>set * 20, 8);
  const leftFeature = features + <usize>left * bytes;
  for (let right = 0; right < left; right++) {
    const cosine = dot(leftFeature, features + <usize>right * bytes);
    const others = 1.0 - cosine * cosine;
    if (others < 1e-6) continue;
    for (let goal = 0; goal < goals; goal++) {
      const row = products + ((<usize>(goal * most)) << 3);
      const a = load<f64>(row + ((<usize>left) << 3));
      const b = load<f64>(row + ((<usize>right) << 3));
      const explained = (a * a + b * b - 2.0 * a * b * cosine) / others;
      if (explained > load<f64>(bars + ((<usize>goal) << 3))) {
        const share = reinterpret<i64>(explained);
        hit(right, goal, <i32>share, <i32>(share >> 32));
      }
    }
  }
}
