/**
 * JSON that gives back every double. What JSON has no number for is written as an object,
 * `{"$number": "NaN"}`; a real key of that name gets one more `$` in front. What is written stays
 * JSON, so that SQLite's own functions can look into it.
 */
const mark = '$number';
const markedKey = /^\$+number$/;
const escapedKey = /^\$\$+number$/;

const lost = new Map<string, number>([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

export function encodeExactly(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'number') {
      if (Object.is(part, -0)) return { [mark]: '-0' };
      return Number.isFinite(part) ? part : { [mark]: String(part) };
    }
    if (!isRecord(part) || !Object.keys(part).some((key) => markedKey.test(key))) return part;
    return renamed(part, (key) => (markedKey.test(key) ? `$${key}` : key));
  });
}

export function decodeExactly(text: string): unknown {
  if (!text.includes(mark)) return JSON.parse(text);
  return JSON.parse(text, (_key, part: unknown) => {
    if (!isRecord(part)) return part;
    const written = part[mark];
    if (typeof written === 'string' && Object.hasOwn(part, mark)) return lost.get(written);
    if (!Object.keys(part).some((key) => escapedKey.test(key))) return part;
    return renamed(part, (key) => (escapedKey.test(key) ? key.slice(1) : key));
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Object.fromEntries` defines keys, so that even one called `__proto__` is only data. */
function renamed(
  record: Record<string, unknown>,
  rename: (key: string) => string,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, part]) => [rename(key), part]));
}
