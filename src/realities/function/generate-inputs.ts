import { greatestOf, leastOf } from '../../domain/extremes.ts';
import type { Example, Signature } from '../../domain/function.ts';
import { elementType, isValueType, type PrimitiveType, type Value } from '../../domain/value.ts';
import type { Random } from '../../ports/random.ts';
import { keyOf } from './loading/check-examples.ts';

/** Attempts at each new input before the space is taken to be used up. */
const attemptsMost = 20;

/**
 * Inputs near the examples, all different and none of them an example's, at most `count`: an
 * argument a small step away, anywhere among the numbers seen, at an edge of its type, swapped with
 * another or taken from another example. The same stream of chance gives the same inputs. Where a type is none of `ValueType`,
 * only what the examples hold is combined anew.
 */
export function generateInputs(
  signature: Signature,
  examples: readonly Example[],
  random: Random,
  count: number,
): Value[][] {
  const pool = new Pool(signature, examples, random);
  const seen = new Set(examples.map((example) => keyOf(example.args)));
  const inputs: Value[][] = [];
  for (let attempt = 0; inputs.length < count && attempt < count * attemptsMost; attempt++) {
    const args = pool.draw(attempt);
    if (args === undefined) break;
    const key = keyOf(args);
    if (seen.has(key)) continue;
    seen.add(key);
    inputs.push(args);
  }
  return inputs;
}

/** What the examples show of each parameter, and how to go on from there. */
class Pool {
  readonly #signature: Signature;
  readonly #examples: readonly Example[];
  readonly #random: Random;
  /** Values seen at each parameter. */
  readonly #seen: readonly (readonly Value[])[];
  /** Whether only whole numbers were seen at each parameter. */
  readonly #whole: readonly boolean[];
  readonly #alphabet: readonly string[];

  constructor(signature: Signature, examples: readonly Example[], random: Random) {
    this.#signature = signature;
    this.#examples = examples;
    this.#random = random;
    this.#seen = signature.params.map((_, index) => examples.map(({ args }) => args[index]!));
    this.#whole = this.#seen.map((values) => values.flat(9).every(isWhole));
    const letters = new Set(
      this.#seen
        .flat(9)
        .filter((value) => typeof value === 'string')
        .join(''),
    );
    this.#alphabet = letters.size === 0 ? ['a', 'b', '1', ' '] : [...letters];
  }

  /** One more input; `undefined` where there is nothing to make any from. */
  draw(attempt: number): Value[] | undefined {
    const { params } = this.#signature;
    if (params.length === 0) return undefined;
    const base =
      this.#examples[attempt % Math.max(1, this.#examples.length)]?.args ?? this.#fresh();
    if (base === undefined) return undefined;
    const args = [...base];
    const steps = 1 + this.#random.below(2);
    for (let step = 0; step < steps; step++) this.#change(args);
    return args;
  }

  #change(args: Value[]): void {
    const index = this.#random.below(args.length);
    const { type } = this.#signature.params[index]!;
    const alike = this.#signature.params.flatMap((param, other) =>
      param.type === type && other !== index ? [other] : [],
    );
    const other = alike[this.#random.below(Math.max(1, alike.length))];
    const way = this.#random.below(8);
    if (way === 0 && other !== undefined) {
      [args[index], args[other]] = [args[other]!, args[index]!];
    } else if (way === 1 && other !== undefined) {
      args[index] = args[other]!;
    } else if (way === 2 && this.#examples.length > 0) {
      args[index] = this.#pick(this.#seen[index]!);
    } else if (isValueType(type)) {
      const whole = this.#whole[index]!;
      const element = elementType(type);
      if (way === 3 && (type === 'integer' || type === 'number'))
        args[index] = this.#between(this.#seen[index] as readonly number[], whole);
      else if (element === undefined)
        args[index] = this.#near(args[index]!, type as PrimitiveType, whole);
      else args[index] = this.#nearList(args[index] as readonly Value[], element, whole);
    } else if (this.#examples.length > 0) {
      args[index] = this.#pick(this.#seen[index]!);
    }
  }

  #fresh(): Value[] | undefined {
    const args: Value[] = [];
    for (const { type } of this.#signature.params) {
      if (!isValueType(type)) return undefined;
      const element = elementType(type);
      const edge = () => this.#edge(element ?? (type as PrimitiveType), false);
      args.push(
        element === undefined ? edge() : Array.from({ length: this.#random.below(5) }, edge),
      );
    }
    return args;
  }

  #edge(type: PrimitiveType, whole: boolean): Value {
    switch (type) {
      case 'integer':
        return this.#pick([0, 1, -1, 2, 10]);
      case 'number':
        return whole ? this.#edge('integer', true) : this.#pick([0, 1, -1, 0.5, 2, 10]);
      case 'boolean':
        return this.#random.below(2) === 0;
      case 'string':
        return this.#pick(['', ' ', this.#letter(), this.#alphabet.slice(0, 5).join('')]);
    }
  }

  #near(value: Value, type: PrimitiveType, whole: boolean): Value {
    if (this.#random.below(5) === 0) return this.#edge(type, whole);
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'string') return this.#nearText(value);
    return this.#nearNumber(value as number, whole || type === 'integer');
  }

  /** Anywhere among the numbers seen: rules that rarely differ do so far from every example. */
  #between(seen: readonly number[], whole: boolean): number {
    const least = leastOf(seen);
    const drawn = least + this.#random.float() * (greatestOf(seen) - least);
    if (!Number.isFinite(drawn)) return 0;
    return whole ? Math.trunc(drawn) : Number(drawn.toPrecision(6));
  }

  #nearNumber(value: number, whole: boolean): number {
    const step = this.#pick(whole ? [1, -1, 2, -2, 5] : [1, -1, 0.5, -0.1, value * 0.1]);
    const changed = this.#pick([value + step, value + step, -value, value * 2, value / 2]);
    if (!Number.isFinite(changed)) return 0;
    return whole ? Math.trunc(changed) : Number(changed.toPrecision(6));
  }

  #nearText(text: string): string {
    if (text === '') return this.#letter();
    const letters = Array.from(text);
    const at = this.#random.below(letters.length + 1);
    const words = text.split(' ');
    switch (this.#random.below(8)) {
      case 0:
        return letters.slice(1).join('');
      case 1:
        return letters.slice(0, -1).join('');
      case 2:
        return this.#pick([text.toUpperCase(), text.toLowerCase()]);
      case 3:
        return letters.with(Math.min(at, letters.length - 1), this.#letter()).join('');
      case 4:
        return letters.toSpliced(at, 0, this.#letter()).join('');
      case 5:
        return words.toSpliced(this.#random.below(words.length), 1).join(' ');
      case 6:
        return words.toReversed().join(' ');
      default:
        return text.slice(0, Math.ceil(text.length / 2));
    }
  }

  #nearList(list: readonly Value[], type: PrimitiveType, whole: boolean): Value[] {
    const at = this.#random.below(list.length + 1);
    const taken = Math.min(at, list.length - 1);
    const item = list[taken];
    switch (this.#random.below(7)) {
      case 0:
        return [];
      case 1:
        return list.toSpliced(at, 1);
      case 2:
        return item === undefined ? [] : list.toSpliced(at, 0, item);
      case 3:
        return list.toReversed();
      case 4:
        return list.slice(0, Math.ceil(list.length / 2));
      case 5:
        return list.toSpliced(at, 0, this.#edge(type, whole));
      default:
        return item === undefined
          ? [this.#edge(type, whole)]
          : list.with(taken, this.#near(item, type, whole));
    }
  }

  #letter(): string {
    return this.#pick(this.#alphabet);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random.below(items.length)]!;
  }
}

function isWhole(value: Value): boolean {
  return typeof value !== 'number' || Number.isInteger(value);
}
