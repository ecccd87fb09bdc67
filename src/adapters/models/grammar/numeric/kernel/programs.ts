import { UNARY, binary, unary } from './columns';

/**
 * Programs are prefix code, one byte a token: below `LEAF` an operation, from there on a leaf.
 * Cases lie in tiles of eight, so that a program's whole stack stays in the first-level cache;
 * the last tile is filled up with copies of a case that weigh nothing.
 */
export const LEAF: i32 = 64;
export const TILE: usize = 64;
export const LONGEST: i32 = 63;

const STACK: usize = memory.data(4 * 64, 16);
const SCRATCH: usize = memory.data(64 * 64, 16);

/** tiles × leaves × 8 doubles */
let leafTiles: usize = 0;
let leafBytes: usize = 0;
/** tiles × 8 doubles each */
let targets: usize = 0;
let weights: usize = 0;
let outputs: usize = 0;
export let tileCount: i32 = 0;
/** Sums over the first tile alone, and over all: weight, target mean, target variance · weight. */
let firstWeight: f64 = 0;
let firstMean: f64 = 0;
let firstSpread: f64 = 0;
let allWeight: f64 = 0;
let allMean: f64 = 0;
let allSpread: f64 = 0;

/** Makes room for `tiles` tiles of cases; fill `leafAt`, `targetAt` and `weightAt`, then `seal`. */
export function configurePrograms(tiles: i32, leaves: i32): void {
  tileCount = tiles;
  leafBytes = <usize>leaves * TILE;
  leafTiles = heap.alloc(<usize>tiles * leafBytes);
  targets = heap.alloc(<usize>tiles * TILE);
  weights = heap.alloc(<usize>tiles * TILE);
  outputs = heap.alloc(<usize>tiles * TILE);
}

export function leafAt(): usize {
  return leafTiles;
}
export function targetAt(): usize {
  return targets;
}
export function weightAt(): usize {
  return weights;
}
export function outputAt(): usize {
  return outputs;
}

function weightOf(cases: i32): f64 {
  let sum = 0.0;
  for (let at = 0; at < cases; at++) sum += load<f64>(weights + ((<usize>at) << 3));
  return sum;
}

function meanOf(cases: i32, weight: f64): f64 {
  let sum = 0.0;
  for (let at = 0; at < cases; at++) {
    sum += load<f64>(weights + ((<usize>at) << 3)) * load<f64>(targets + ((<usize>at) << 3));
  }
  return sum / weight;
}

function spreadOf(cases: i32, mean: f64): f64 {
  let sum = 0.0;
  for (let at = 0; at < cases; at++) {
    const centred = load<f64>(targets + ((<usize>at) << 3)) - mean;
    sum += load<f64>(weights + ((<usize>at) << 3)) * centred * centred;
  }
  return sum;
}

/** Call once the columns are filled. */
export function seal(): void {
  firstWeight = weightOf(8);
  firstMean = meanOf(8, firstWeight);
  firstSpread = spreadOf(8, firstMean);
  allWeight = weightOf(tileCount << 3);
  allMean = meanOf(tileCount << 3, allWeight);
  allSpread = spreadOf(tileCount << 3, allMean);
}

/** Runs a program on one tile; the place of the result. */
function runTile(code: usize, length: i32, leaves: usize): usize {
  let top = STACK;
  for (let at = code + length - 1; at >= code; --at) {
    const token = <i32>load<u8>(at);
    if (token >= LEAF) {
      store<u32>(top, <u32>(leaves + ((<usize>(token - LEAF)) << 6)));
      top += 4;
    } else if (token < UNARY) {
      const result = SCRATCH + ((top - STACK - 8) << 4);
      binary(token, result, load<u32>(top - 4), load<u32>(top - 8), TILE);
      top -= 4;
      store<u32>(top - 4, <u32>result);
    } else {
      const result = SCRATCH + ((top - STACK - 4) << 4);
      unary(token, result, load<u32>(top - 4), TILE);
      store<u32>(top - 4, <u32>result);
    }
  }
  return load<u32>(STACK);
}

/**
 * What is left of the target's squared deviation after the best a·f + b, from the values at
 * `values`: linear scaling (Keijzer 2003). NaN where a value is not finite.
 */
function unexplained(values: usize, bytes: usize, weight: f64, mean: f64, spread: f64): f64 {
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(weights + at), v128.load(values + at)));
  }
  const centre = (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) / weight;
  const centres = f64x2.splat(centre);
  const means = f64x2.splat(mean);
  let squares = f64x2.splat(0);
  let products = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const value = f64x2.sub(v128.load(values + at), centres);
    const weighted = f64x2.mul(value, v128.load(weights + at));
    squares = f64x2.add(squares, f64x2.mul(value, weighted));
    products = f64x2.add(products, f64x2.mul(weighted, f64x2.sub(v128.load(targets + at), means)));
  }
  const square = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  const product = f64x2.extract_lane(products, 0) + f64x2.extract_lane(products, 1);
  if (square <= 1e-24 * centre * centre * weight) return spread;
  return max(0.0, spread - (product * product) / square) + (square - square);
}

/** The unexplained part on the first tile: never more than on all cases. */
export function screen(code: usize, length: i32): f64 {
  return unexplained(runTile(code, length, leafTiles), TILE, firstWeight, firstMean, firstSpread);
}

/** The unexplained part on all cases, the results being left at `outputAt`. */
export function score(code: usize, length: i32): f64 {
  for (let tile = 0; tile < tileCount; tile++) {
    const values = runTile(code, length, leafTiles + <usize>tile * leafBytes);
    memory.copy(outputs + ((<usize>tile) << 6), values, TILE);
  }
  return unexplained(outputs, (<usize>tileCount) << 6, allWeight, allMean, allSpread);
}

/** The unexplained part for a column of all cases that is already computed. */
export function scoreColumn(values: usize): f64 {
  return unexplained(values, (<usize>tileCount) << 6, allWeight, allMean, allSpread);
}
