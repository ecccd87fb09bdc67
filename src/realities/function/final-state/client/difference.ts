import { elementType, isValueType, showValue, type Value } from '../../../../domain/value.ts';
import { data } from './page.ts';
import { kindsOf, resultOf } from './result.ts';
import { callInWorker } from './worker.ts';

const numbers = [10, 30, 100, 1, 2, 60, 0, 5, 20, -1, 50, 0.5];
const integers = numbers.filter(Number.isInteger);
const strings = ['ab', '', 'a b', 'Ada Lovelace', 'x-1', '2024-05-17'];

const samples: Readonly<Record<string, readonly Value[]>> = {
  number: numbers,
  integer: integers,
  boolean: [true, false],
  string: strings,
};

/** Values that a parameter of a type may be tried with; none for a type that is no `Value`'s. */
function samplesOf(type: string): readonly Value[] {
  if (!isValueType(type)) return [];
  const element = elementType(type);
  const single = samples[element ?? type] ?? [];
  if (element === undefined) return single;
  return [0, 1, 2, 3, 5].flatMap((length) => [
    single.slice(0, length),
    single.slice(1, 1 + length).toReversed(),
    [...single.slice(2, 2 + length), ...single.slice(2, 3)],
  ]);
}

const probesMost = 400;
/** A prime larger than any factor of the number of combinations: a stride meets all of them. */
const stride = 7919;

/** Inputs spread evenly over the combinations of samples; the same ones each time. */
function probes(): readonly (readonly Value[])[] {
  const columns = data.signature.params.map(({ type }) => samplesOf(type));
  const combinations = columns.reduce((product, column) => product * column.length, 1);
  return Array.from({ length: Math.min(probesMost, combinations) }, (_, count) => {
    let index = (count * stride) % combinations;
    return columns.map((column) => {
      const value = column[index % column.length] ?? 0;
      index = Math.floor(index / column.length);
      return value;
    });
  });
}

/** Where a result runs off, the difference says little. */
const isUnbounded = (value: Value): boolean => typeof value === 'number' && !Number.isFinite(value);

/**
 * An input on which as many of the finalists as possible differ, the shortest of these; as
 * literals. `undefined` where none was met.
 */
export async function findDifference(): Promise<readonly string[] | undefined> {
  const inputs = probes();
  const answers = await Promise.all(
    data.finalists.flatMap(({ javascript }) =>
      javascript === undefined
        ? []
        : [callInWorker(data.signature.name, javascript, inputs).answers],
    ),
  );
  const found = inputs
    .map((args, index) => {
      const results = answers.flatMap((all) => all[index] ?? []).map(resultOf);
      const areValues = results.every(({ value }) => value !== undefined && !isUnbounded(value));
      return { args: args.map(showValue), kinds: areValues ? kindsOf(results) : 1 };
    })
    .filter(({ kinds }) => kinds > 1)
    .toSorted(
      (left, right) =>
        right.kinds - left.kinds || left.args.join().length - right.args.join().length,
    );
  return found[0]?.args;
}
