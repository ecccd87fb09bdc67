import { parseArgs } from 'node:util';

import { closest, SluiceError } from '../../index.ts';

/** One option of a command. */
export interface Option<Value> {
  /** What stands for its value in the help; a flag has none. */
  readonly placeholder?: string;
  readonly help: string;
  /** Reads the texts that were given, in order; none where the option was left out. */
  read(texts: readonly string[], place: string): Value;
}

export type Options = Readonly<Record<string, Option<unknown>>>;

export type Values<Known extends Options> = {
  readonly [Name in keyof Known]: ReturnType<Known[Name]['read']>;
};

export interface Parsed<Known extends Options> {
  readonly values: Values<Known>;
  readonly positionals: readonly string[];
}

export const flag = (help: string): Option<boolean> => ({
  help,
  read: (texts) => texts.length > 0,
});

export const text = (placeholder: string, help: string): Option<string | undefined> => ({
  placeholder,
  help,
  read: (texts, place) => {
    const last = texts.at(-1);
    if (last === '') throw badValue(place, 'nothing', `a ${placeholder}`);
    return last;
  },
});

export const texts = (placeholder: string, help: string): Option<readonly string[]> => ({
  placeholder,
  help,
  read: (given) => given,
});

/** A positive number of any size that a double holds: `10`, `0.5`, `1e6`. */
export const positiveNumber = (placeholder: string, help: string) =>
  number(placeholder, help, 'a number above 0', (value) => value > 0 && Number.isFinite(value));

export const positiveInteger = (placeholder: string, help: string) =>
  number(placeholder, help, 'a whole number from 1 on', (value) => isCount(value) && value > 0);

/** A whole number that a double holds exactly, from 0 on. */
export const seed = (placeholder: string, help: string) =>
  number(placeholder, help, `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`, isCount);

/** A chance or a part of a whole. */
export const share = (placeholder: string, help: string) =>
  number(placeholder, help, 'a number from 0 to 1', (value) => value >= 0 && value <= 1);

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const decimal = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

function number(
  placeholder: string,
  help: string,
  wanted: string,
  holds: (value: number) => boolean,
): Option<number | undefined> {
  return {
    placeholder,
    help,
    read: (given, place) => {
      const last = given.at(-1);
      if (last === undefined) return undefined;
      const value = decimal.test(last) ? Number(last) : NaN;
      if (!holds(value)) throw badValue(place, JSON.stringify(last), wanted);
      return value;
    },
  };
}

/** Reads a command's arguments, or throws a `SluiceError` of fault `input`. */
export function parseOptions<const Known extends Options>(
  command: string,
  known: Known,
  given: readonly string[],
): Parsed<Known> {
  const { tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries(
      Object.entries(known).map(([name, { placeholder }]) => [
        name,
        { type: placeholder === undefined ? 'boolean' : 'string' } as const,
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const found = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (option === undefined) throw unknownOption(command, token.rawName, known);
    const value = textOf(token, option);
    found.set(token.name, [...(found.get(token.name) ?? []), value]);
  }
  const values = Object.entries(known).map(([name, option]) => [
    name,
    option.read(found.get(name) ?? [], `--${name}`),
  ]);
  return { values: Object.fromEntries(values) as Values<Known>, positionals };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function textOf({ rawName, value, inlineValue }: OptionToken, option: Option<unknown>): string {
  if (option.placeholder === undefined) {
    if (value !== undefined) throw badValue(rawName, JSON.stringify(value), 'no value');
    return '';
  }
  // `--out --json`: the value was forgotten, not meant to be called so.
  if (value === undefined || (inlineValue !== true && value.startsWith('--'))) {
    throw badValue(rawName, 'no value', `${rawName} ${option.placeholder}`);
  }
  return value;
}

function badValue(place: string, found: string, wanted: string): SluiceError {
  const mend = 'Correct it; `sluice help` lists the options.';
  return new SluiceError({ fault: 'input', place, found, wanted, mend });
}

function unknownOption(command: string, name: string, known: Options): SluiceError {
  const names = Object.keys(known).map((each) => `--${each}`);
  const meant = closest(name, names);
  return new SluiceError({
    fault: 'input',
    place: `sluice ${command}`,
    found: `the option ${name}`,
    wanted: names.length === 0 ? 'no options' : `one of ${names.join(' ')}`,
    mend: meant === undefined ? `See \`sluice help ${command}\`.` : `Did you mean ${meant}?`,
  });
}
