import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/realities/reading/parse-json.ts';

/** Texts that are nearly JSON: one character taken out, put in or changed. */
const spoilt = fc
  .tuple(
    fc.jsonValue(),
    fc.nat(),
    fc.constantFrom('', ',', '"', '}', ']', '{', '[', ':', '1', '-', '\\', 'x', '\n'),
    fc.boolean(),
  )
  .map(([value, at, insert, isReplaced]) => {
    const text = JSON.stringify(value, undefined, at % 3);
    const index = at % (text.length + 1);
    return text.slice(0, index) + insert + text.slice(index + (isReplaced ? 1 : 0));
  });

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON is read', () => {
  test('as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  test('or refused where JSON.parse refuses it, with a place that is in the text', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const parsed = parseJson(text);
        if ('value' in parsed) {
          expect(parses(text)).toBe(true);
          return;
        }
        const [, line, column] = /^line (\d+), column (\d+)$/.exec(parsed.issue.place) ?? [];
        const lines = text.split('\n');
        expect(Number(line)).toBeLessThanOrEqual(lines.length);
        expect(Number(column)).toBeLessThanOrEqual(lines[Number(line) - 1]!.length + 1);
        if (!parsed.issue.found.endsWith('a second time')) expect(parses(text)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
