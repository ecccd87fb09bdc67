/** What of a word must be the beginning of another, so that it counts as that one cut short. */
const prefixLettersLeast = 3;

/**
 * The known word that `word` was most likely meant to be; `undefined` where none is near. One that
 * begins as it does comes first: words are cut short more often than their letters change. The
 * distance is Damerau and Levenshtein's with adjacent transpositions (optimal string alignment),
 * in which upper and lower case are one.
 */
export function closest(word: string, known: Iterable<string>): string | undefined {
  const words = [...known];
  if (words.includes(word)) return word;
  const begun = words.filter((other) => beginsAlike(word, other));
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of begun.length > 0 ? begun : words) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away < least) [best, least] = [candidate, away];
  }
  return best;
}

/** Also in the plural: `secs` is `seconds`. */
function beginsAlike(word: string, other: string): boolean {
  const stem = word.replace(/s$/u, '');
  return stem.length >= prefixLettersLeast && other.toLowerCase().startsWith(stem.toLowerCase());
}

function distance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[right.length] ?? 0;
}
