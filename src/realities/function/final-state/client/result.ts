import { sameValue, showValue, type Value } from '../../../../domain/value.ts';
import { data } from './page.ts';
import { limitMs, type Answer } from './worker.ts';

/** An answer as it is shown; `value` only where there is one that can be compared. */
export interface Result {
  readonly text: string;
  readonly remark: string;
  readonly value?: Value;
}

const deepestArray = 32;
const shownCharactersMost = 2000;

/** Results come from hostile code: only what a `Value` may be is one. */
function isValue(value: unknown, depth = 0): value is Value {
  if (typeof value !== 'object') return ['number', 'string', 'boolean'].includes(typeof value);
  if (value === null) return true;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain || depth >= deepestArray) return false;
  return Object.values(value).every((item) => isValue(item, depth + 1));
}

const cut = (text: string): string =>
  text.length > shownCharactersMost ? `${text.slice(0, shownCharactersMost)}…` : text;

export function resultOf(answer: Answer): Result {
  switch (answer.kind) {
    case 'returned':
      return isValue(answer.value)
        ? { text: cut(showValue(answer.value)), remark: '', value: answer.value }
        : { text: typeof answer.value, remark: 'no value that can be compared' };
    case 'threw':
      return { text: cut(answer.error), remark: 'threw' };
    case 'timedOut':
      return { text: '…', remark: `stopped after ${limitMs / 1000} s` };
  }
}

function isSame(left: Result, right: Result): boolean {
  if (left.value === undefined || right.value === undefined) {
    return left.value === right.value && left.text === right.text;
  }
  return sameValue(left.value, right.value, data.tolerance);
}

/** Which results stand against the most common one; all of them where none is. */
export function differing(results: readonly Result[]): readonly boolean[] {
  const votes = results.map((own) => results.filter((other) => isSame(own, other)).length);
  const most = Math.max(...votes);
  return votes.map((count) => count < most || (most === 1 && results.length > 1));
}

/** How many different results there are. */
export const kindsOf = (results: readonly Result[]): number =>
  results.filter((own, index) => results.findIndex((other) => isSame(own, other)) === index).length;
