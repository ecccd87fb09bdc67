/** The text as one word for a POSIX shell, so that a printed line can be pasted. */
export function shellWord(text: string): string {
  if (/^[\w./:=@%+,-]+$/u.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
