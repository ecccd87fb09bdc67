import { cosine, exponential, logarithm, power, sine } from './lanes';

/**
 * Operations on columns: one double a case, 16-byte aligned, a whole number of pairs long.
 * The numbers are those of `../opcodes.ts`: from 0 binary, from `UNARY` unary.
 */
export const UNARY: i32 = 32;

/** As JavaScript's ToInt32, for numbers below 2⁶³. */
function toInt32(x: f64): i32 {
  return <i32>(<i64>x);
}

function scalarBinary(op: i32, a: f64, b: f64): f64 {
  switch (op) {
    case 7:
      return b == 0 ? 0 : a % b;
    case 8:
      return <f64>(toInt32(a) & toInt32(b));
    case 9:
      return <f64>(toInt32(a) | toInt32(b));
    case 10:
      return <f64>(toInt32(a) ^ toInt32(b));
    case 11:
      return <f64>(toInt32(a) << (toInt32(b) & 31));
    case 12:
      return <f64>(toInt32(a) >> (toInt32(b) & 31));
    case 13:
      return <f64>((<u32>toInt32(a)) >>> (<u32>(toInt32(b) & 31)));
    case 14:
      return <f64>(toInt32(a) * toInt32(b));
    case 15:
      return b == 0 ? 0 : trunc(a / b);
    case 16:
      return floor(a / b);
    case 17:
      return floor(a / b + 0.5);
    default:
      return NaN;
  }
}

function scalarUnary(op: i32, a: f64): f64 {
  switch (op) {
    case 46:
      return Math.tan(a);
    case 47:
      return Math.asin(a);
    case 48:
      return Math.acos(a);
    case 50:
      return Math.tanh(a);
    case 51:
      return Math.sign(a);
    case 52:
      return <f64>~toInt32(a);
    case 53:
      return <f64>clz(toInt32(a));
    default:
      return NaN;
  }
}

/** result = left op right, over `bytes` bytes; the result may lie on an argument. */
export function binary(op: i32, result: usize, left: usize, right: usize, bytes: usize): void {
  switch (op) {
    case 0:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.add(v128.load(left + at), v128.load(right + at)));
      }
      return;
    case 1:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.sub(v128.load(left + at), v128.load(right + at)));
      }
      return;
    case 2:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.mul(v128.load(left + at), v128.load(right + at)));
      }
      return;
    case 3:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.div(v128.load(left + at), v128.load(right + at)));
      }
      return;
    case 4:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.min(v128.load(left + at), v128.load(right + at)));
      }
      return;
    case 5:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.max(v128.load(left + at), v128.load(right + at)));
      }
      return;
    case 6:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, power(v128.load(left + at), v128.load(right + at)));
      }
      return;
    default:
      for (let at: usize = 0; at < bytes; at += 8) {
        store<f64>(result + at, scalarBinary(op, load<f64>(left + at), load<f64>(right + at)));
      }
  }
}

/** result = op argument, over `bytes` bytes; the result may lie on the argument. */
export function unary(op: i32, result: usize, argument: usize, bytes: usize): void {
  switch (op - UNARY) {
    case 0:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.neg(v128.load(argument + at)));
      }
      return;
    case 1:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.abs(v128.load(argument + at)));
      }
      return;
    case 2:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.sqrt(v128.load(argument + at)));
      }
      return;
    case 3:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        v128.store(result + at, f64x2.mul(x, x));
      }
      return;
    case 4:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.div(f64x2.splat(1), v128.load(argument + at)));
      }
      return;
    case 5:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, sine(v128.load(argument + at)));
      }
      return;
    case 6:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, cosine(v128.load(argument + at)));
      }
      return;
    case 7:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, exponential(v128.load(argument + at)));
      }
      return;
    case 8:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, logarithm(v128.load(argument + at)));
      }
      return;
    case 9:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.floor(v128.load(argument + at)));
      }
      return;
    case 10:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.ceil(v128.load(argument + at)));
      }
      return;
    case 11:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        v128.store(result + at, f64x2.floor(f64x2.add(x, f64x2.splat(0.5))));
      }
      return;
    case 12:
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(result + at, f64x2.trunc(v128.load(argument + at)));
      }
      return;
    case 22:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        v128.store(result + at, logarithm(f64x2.add(x, f64x2.splat(1))));
      }
      return;
    case 23:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        v128.store(result + at, logarithm(f64x2.sub(x, f64x2.splat(1))));
      }
      return;
    case 25:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        const one = f64x2.splat(1);
        const ratio = f64x2.div(f64x2.add(one, x), f64x2.sub(one, x));
        v128.store(result + at, f64x2.mul(f64x2.splat(0.5), logarithm(ratio)));
      }
      return;
    case 24:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        v128.store(result + at, logarithm(f64x2.sub(f64x2.splat(1), x)));
      }
      return;
    case 13:
      for (let at: usize = 0; at < bytes; at += 16) {
        const x = v128.load(argument + at);
        v128.store(result + at, f64x2.mul(f64x2.mul(x, x), x));
      }
      return;
    default:
      for (let at: usize = 0; at < bytes; at += 8) {
        store<f64>(result + at, scalarUnary(op, load<f64>(argument + at)));
      }
  }
}
