/**
 * One JSON document as other programs read it. JSON has no number for `NaN` and the infinities;
 * they are written as the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
 */
export function documentText(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, part: unknown) =>
      typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
    2,
  );
  return `${text}\n`;
}
