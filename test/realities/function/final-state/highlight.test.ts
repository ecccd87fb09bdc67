import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  highlight,
  highlightLines,
  printed,
} from '../../../../src/realities/function/final-state/highlight.ts';

const sources = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '`',
        '\\',
        '//',
        '/*',
        '*/',
        '\n',
        'return',
        ' ',
        'x',
        '1.5e3',
        '(',
        '${',
        'é',
        '\u202e',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('highlight', () => {
  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(sources, (source) => {
        expect(
          highlight(source)
            .map(({ text }) => text)
            .join(''),
        ).toBe(source);
        const lines = highlightLines(source).flatMap(({ tokens }) => tokens);
        expect(lines.map(({ text }) => text).join('')).toBe(source);
      }),
    );
  });

  it('shows what hides, or turns the text around, by its number', () => {
    const tokens = highlight('x // \u202e } \u2066if\t(a\u200b)\n\u{e0041}');
    expect(tokens.map(printed).join('')).toBe(
      'x // \\u{202e} } \\u{2066}if\t(a\\u{200b})\n\\u{e0041}',
    );
  });

  it('tells keywords, types, strings, numbers, comments and calls apart', () => {
    const tokens = highlight(`return f(x as number, 'a // b', 0x1f) // "c"`);
    expect(tokens.filter(({ kind }) => kind !== 'plain')).toEqual([
      { kind: 'keyword', text: 'return' },
      { kind: 'call', text: 'f' },
      { kind: 'keyword', text: 'as' },
      { kind: 'type', text: 'number' },
      { kind: 'string', text: "'a // b'" },
      { kind: 'number', text: '0x1f' },
      { kind: 'comment', text: '// "c"' },
    ]);
  });
});
