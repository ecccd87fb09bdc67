import type { Random } from '../../../../ports/random.ts';

/** Signs and words that mean much the same in most languages, and what each may become. */
const families: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/'],
  ['<', '<='],
  ['>', '>='],
  ['==', '!='],
  ['&&', '||'],
  ['and', 'or'],
  ['min', 'max'],
  ['sin', 'cos'],
  ['floor', 'ceil'],
  ['true', 'false'],
  ['True', 'False'],
];

const others = new Map(
  families.flatMap((family) =>
    family.map((word) => [word, family.filter((other) => other !== word)] as const),
  ),
);

/** Signs with a blank on both sides, which is how an operator of two operands is written. */
const operator =
  /(?<= )(?:[+\-*/]|[<>]=?|[=!]=|&&|\|\|)(?= )|\b(?:and|or|min|max|sin|cos|floor|ceil|[Tt]rue|[Ff]alse)\b/g;

/** The text with one operator replaced by a related one; `undefined` where it has none. */
export function varyOperators(text: string, random: Random): string | undefined {
  const found = [...text.matchAll(operator)];
  if (found.length === 0) return undefined;
  const { 0: word, index } = found[random.below(found.length)]!;
  const choices = others.get(word)!;
  const other = choices[random.below(choices.length)]!;
  return text.slice(0, index) + other + text.slice(index + word.length);
}
