const usual = [' ', ', ', ',', '-', '_', '.', ':', ';', '/', '|', '\n'];

/** The usual separators that stand in at least a quarter of the texts. */
export function separatorsIn(texts: readonly string[]): string[] {
  return usual.filter(
    (separator) => texts.filter((text) => text.includes(separator)).length * 4 >= texts.length,
  );
}
