import { isArray, withParts, type Value } from '../../../../domain/value.ts';
import type { ExampleProblem } from '../generator.ts';

const probeCount = 24;

/**
 * Inputs beside the examples, made from them: on these, programs that agree with every example
 * show whether they differ. Where no example has a negative number, no probe has.
 */
export function probesOf(problem: ExampleProblem): readonly (readonly Value[])[] {
  const { examples, params } = problem;
  const negative = params.map((_type, index) =>
    examples.some(({ args }) => hasNegative(args[index]!)),
  );
  return Array.from({ length: probeCount }, (_, round) =>
    params.map((_type, index) => {
      const own = examples[(round * 3 + index * (round % 2)) % examples.length]!.args[index]!;
      if (round % 4 === 3 && params.length > 1) return own;
      const other = changed(own, round + index);
      return negative[index] === true ? other : withoutSign(other);
    }),
  );
}

function hasNegative(value: Value): boolean {
  return isArray(value) ? value.some(hasNegative) : typeof value === 'number' && value < 0;
}

function withoutSign(value: Value): Value {
  return typeof value === 'number' ? Math.abs(value) : withParts(value, withoutSign);
}

function changed(value: Value, round: number): Value {
  if (typeof value === 'number') return changedNumber(value, round);
  if (typeof value === 'boolean') return round % 2 === 0 ? !value : value;
  if (typeof value === 'string') return changedText(value, round % 8);
  return isArray(value) ? changedList(value, round) : value;
}

function changedNumber(value: number, way: number): number {
  const results = [
    value + 1,
    value * 2 + 3,
    -value,
    value - 1,
    0,
    value + 10,
    value * 3,
    value - 7,
  ];
  return results[way] ?? value + (way % 2 === 0 ? way : -way);
}

function changedText(value: string, way: number): string {
  const words = value.split(' ');
  switch (way) {
    case 0:
      return value.replace(/[A-Za-z0-9]/g, nextCharacter);
    case 1:
      return `${value} Xy7`;
    case 2:
      return value.slice(1);
    case 3:
      return words.toReversed().join(' ');
    case 4:
      return `qu 31${value}`;
    case 5:
      return value.slice(0, -1);
    case 6:
      return value.replace(/[A-Za-z]+|[0-9]+/g, (run) => run + run.slice(-2));
    default:
      return value.replace(/[a-z]/i, '').toUpperCase();
  }
}

/** The next letter or digit in its own alphabet, around at its end. */
function nextCharacter(character: string): string {
  if (character === 'z') return 'a';
  if (character === 'Z') return 'A';
  if (character === '9') return '0';
  return String.fromCharCode(character.charCodeAt(0) + 1);
}

function changedList(list: readonly Value[], round: number): Value {
  switch (round % 5) {
    case 0:
      return list.map((item, index) => changed(item, round + index));
    case 1:
      return list.toReversed();
    case 2:
      return list.slice(1);
    case 3:
      return [...list, ...list.slice(0, 2)];
    default:
      return list.slice(0, -1).map((item, index) => changed(item, index));
  }
}
