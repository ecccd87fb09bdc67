import { stripVTControlCharacters } from 'node:util';

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** Marks that combine with the character before, joiners and variation selectors. */
const zero = /^(?:\p{M}|\p{Cf}|[\u{fe00}-\u{fe0f}])$/u;

/** How many columns of a terminal the text takes; its colours take none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (zero.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Plain text cut to `most` columns; an ellipsis says that something was cut. */
export function clip(text: string, most: number): string {
  if (width(text) <= most) return text;
  let kept = '';
  let columns = 0;
  for (const character of text) {
    columns += widthOf(character);
    if (columns >= most) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Words in lines of at most `columns`, as far as the words allow. */
export const wrap = (text: string, columns: number): string[] =>
  joined(text.split(/\s+/u).filter(Boolean), ' ', columns);

/** Parts joined by ` · ` into lines of at most `columns`; a longer part has its own line. */
export const flow = (parts: readonly string[], columns: number): string[] =>
  joined(parts, ' · ', columns);

function joined(parts: readonly string[], separator: string, columns: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1)}${separator}${part}`;
    if (lines.length > 0 && width(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));

export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(text))) + text;

/**
 * Text of a model's or a specification's as it may be shown: whatever would steer the terminal or
 * is not seen at all is written out, as the escape that means the same inside a string of
 * TypeScript.
 */
export function shown(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    if (character === '\n' || character === '\t') return character;
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
