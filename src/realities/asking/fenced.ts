/** In a fence that nothing inside can close. */
export function fenced(source: string, language: string): string {
  const longest = Math.max(2, ...(source.match(/`{3,}/gu) ?? []).map((marks) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${source}\n${fence}`;
}

/** Its first letters, so many at the most. */
export function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
