/**
 * Transcendental functions over two doubles at a time. They are approximations, good to about
 * 1e-15 relative for moderate arguments: enough to search with, never enough to admit a program,
 * which the plain JavaScript meaning alone does.
 */

/** 1.5 · 2⁵²: adding it rounds a double to a whole number, held in the lowest mantissa bits. */
const ROUNDER: f64 = 6755399441055744.0;
const PI_HIGH: f64 = 3.141592653589793;
const PI_LOW: f64 = 1.2246467991473532e-16;
const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

function multiplyAdd(a: v128, b: v128, c: f64): v128 {
  return f64x2.add(f64x2.mul(a, b), f64x2.splat(c));
}

/** The Taylor series of sin on [-π/2, π/2], up to r¹⁹: the rest is below 3e-16. */
function sineSeries(r: v128): v128 {
  const s = f64x2.mul(r, r);
  let sum = f64x2.splat(-1.0 / 121645100408832000.0);
  sum = multiplyAdd(sum, s, 1.0 / 355687428096000.0);
  sum = multiplyAdd(sum, s, -1.0 / 1307674368000.0);
  sum = multiplyAdd(sum, s, 1.0 / 6227020800.0);
  sum = multiplyAdd(sum, s, -1.0 / 39916800.0);
  sum = multiplyAdd(sum, s, 1.0 / 362880.0);
  sum = multiplyAdd(sum, s, -1.0 / 5040.0);
  sum = multiplyAdd(sum, s, 1.0 / 120.0);
  sum = multiplyAdd(sum, s, -1.0 / 6.0);
  return f64x2.add(r, f64x2.mul(f64x2.mul(sum, s), r));
}

export function sine(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.0 / PI_HIGH)), f64x2.splat(ROUNDER));
  const turns = f64x2.sub(shifted, f64x2.splat(ROUNDER));
  let r = f64x2.sub(x, f64x2.mul(turns, f64x2.splat(PI_HIGH)));
  r = f64x2.sub(r, f64x2.mul(turns, f64x2.splat(PI_LOW)));
  return v128.xor(sineSeries(r), i64x2.shl(shifted, 63));
}

/** cos x = ± sin(x - (k + ½)π) */
export function cosine(x: v128): v128 {
  const shifted = f64x2.add(multiplyAdd(x, f64x2.splat(1.0 / PI_HIGH), -0.5), f64x2.splat(ROUNDER));
  const turns = f64x2.add(f64x2.sub(shifted, f64x2.splat(ROUNDER)), f64x2.splat(0.5));
  let r = f64x2.sub(x, f64x2.mul(turns, f64x2.splat(PI_HIGH)));
  r = f64x2.sub(r, f64x2.mul(turns, f64x2.splat(PI_LOW)));
  const negated = i64x2.shl(i64x2.add(shifted, i64x2.splat(1)), 63);
  return v128.xor(sineSeries(r), negated);
}

/** Overflows to Infinity above 709.78 as `Math.exp` does; subnormal results become 0. */
export function exponential(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(ROUNDER));
  const powers = f64x2.sub(shifted, f64x2.splat(ROUNDER));
  let r = f64x2.sub(x, f64x2.mul(powers, f64x2.splat(LN2_HIGH)));
  r = f64x2.sub(r, f64x2.mul(powers, f64x2.splat(LN2_LOW)));
  let sum = f64x2.splat(1.0 / 6227020800.0);
  sum = multiplyAdd(sum, r, 1.0 / 479001600.0);
  sum = multiplyAdd(sum, r, 1.0 / 39916800.0);
  sum = multiplyAdd(sum, r, 1.0 / 3628800.0);
  sum = multiplyAdd(sum, r, 1.0 / 362880.0);
  sum = multiplyAdd(sum, r, 1.0 / 40320.0);
  sum = multiplyAdd(sum, r, 1.0 / 5040.0);
  sum = multiplyAdd(sum, r, 1.0 / 720.0);
  sum = multiplyAdd(sum, r, 1.0 / 120.0);
  sum = multiplyAdd(sum, r, 1.0 / 24.0);
  sum = multiplyAdd(sum, r, 1.0 / 6.0);
  sum = multiplyAdd(sum, r, 0.5);
  sum = multiplyAdd(sum, r, 1.0);
  sum = multiplyAdd(sum, r, 1.0);
  // 2ⁿ in two factors, so that the largest results do not overflow on the way.
  const half = i64x2.shr_s(i64x2.sub(shifted, reinterpretRounder()), 1);
  const rest = i64x2.sub(i64x2.sub(shifted, reinterpretRounder()), half);
  sum = f64x2.mul(f64x2.mul(sum, powerOfTwo(half)), powerOfTwo(rest));
  sum = v128.bitselect(f64x2.splat(Infinity), sum, f64x2.gt(x, f64x2.splat(709.782712893384)));
  return v128.bitselect(f64x2.splat(0), sum, f64x2.lt(x, f64x2.splat(-708.3)));
}

function reinterpretRounder(): v128 {
  return f64x2.splat(ROUNDER);
}

function powerOfTwo(exponent: v128): v128 {
  return i64x2.shl(i64x2.add(exponent, i64x2.splat(1023)), 52);
}

/** By 2 atanh((m - 1)/(m + 1)) with the mantissa m in [√½, √2). */
export function logarithm(x: v128): v128 {
  const bits = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
  const exponent = i64x2.shr_s(bits, 52);
  const mantissa = i64x2.sub(x, i64x2.shl(exponent, 52));
  const s = f64x2.div(f64x2.sub(mantissa, f64x2.splat(1)), f64x2.add(mantissa, f64x2.splat(1)));
  const q = f64x2.mul(s, s);
  let sum = f64x2.splat(2.0 / 21.0);
  sum = multiplyAdd(sum, q, 2.0 / 19.0);
  sum = multiplyAdd(sum, q, 2.0 / 17.0);
  sum = multiplyAdd(sum, q, 2.0 / 15.0);
  sum = multiplyAdd(sum, q, 2.0 / 13.0);
  sum = multiplyAdd(sum, q, 2.0 / 11.0);
  sum = multiplyAdd(sum, q, 2.0 / 9.0);
  sum = multiplyAdd(sum, q, 2.0 / 7.0);
  sum = multiplyAdd(sum, q, 2.0 / 5.0);
  sum = multiplyAdd(sum, q, 2.0 / 3.0);
  sum = multiplyAdd(sum, q, 2.0);
  const count = f64x2.sub(i64x2.add(exponent, f64x2.splat(ROUNDER)), f64x2.splat(ROUNDER));
  let result = f64x2.add(
    f64x2.mul(count, f64x2.splat(LN2_HIGH)),
    f64x2.add(f64x2.mul(sum, s), f64x2.mul(count, f64x2.splat(LN2_LOW))),
  );
  result = v128.bitselect(x, result, f64x2.eq(x, f64x2.splat(Infinity)));
  result = v128.bitselect(f64x2.splat(-Infinity), result, f64x2.eq(x, f64x2.splat(0)));
  const positive = f64x2.ge(x, f64x2.splat(0));
  return v128.bitselect(result, f64x2.splat(NaN), positive);
}

/** `Math.pow`: a negative base has a power only for whole exponents. */
export function power(base: v128, exponent: v128): v128 {
  const size = exponential(f64x2.mul(exponent, logarithm(f64x2.abs(base))));
  const half = f64x2.mul(exponent, f64x2.splat(0.5));
  const odd = f64x2.ne(half, f64x2.floor(half));
  const whole = f64x2.eq(exponent, f64x2.floor(exponent));
  const negative = f64x2.lt(base, f64x2.splat(0));
  const signed = v128.bitselect(f64x2.neg(size), size, v128.and(negative, odd));
  const defined = v128.bitselect(signed, f64x2.splat(NaN), v128.or(whole, v128.not(negative)));
  return v128.bitselect(f64x2.splat(1), defined, f64x2.eq(exponent, f64x2.splat(0)));
}
