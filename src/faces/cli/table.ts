import { padEnd, padStart, width } from './columns.ts';

/** Rows as aligned columns, two spaces apart; those named in `right` are flush right. */
export function table(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ''))),
  );
  return rows.map((row) =>
    widths
      .map((columnWidth, column) => {
        const pad = right.has(column) ? padStart : padEnd;
        return pad(row[column] ?? '', columnWidth);
      })
      .join('  ')
      .trimEnd(),
  );
}
