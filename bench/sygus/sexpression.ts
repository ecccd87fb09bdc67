/** A symbol, a string literal, or a list. */
export type Sexpression = string | { readonly text: string } | readonly Sexpression[];

/** Reads SMT-LIB's concrete syntax as far as benchmark files use it: `""` in a string is a quote. */
export function readSexpressions(source: string): Sexpression[] {
  const tokens = source.match(/"(?:[^"]|"")*"|[()]|[^\s()"]+/g) ?? [];
  const open: Sexpression[][] = [[]];
  for (const token of tokens) {
    if (token === '(') open.push([]);
    else if (token === ')') {
      const list = open.pop()!;
      open.at(-1)!.push(list);
    } else if (token.startsWith('"')) {
      open.at(-1)!.push({ text: token.slice(1, -1).replaceAll('""', '"') });
    } else open.at(-1)!.push(token);
  }
  return open[0]!;
}
