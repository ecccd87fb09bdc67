import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedJson, markup } from '../../src/page/markup.ts';

describe('markup', () => {
  it('escapes every hole that is no markup yet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: made } = markup`<p title="${text}">${text}</p>`;
        expect(made.slice(0, 10)).toBe('<p title="');
        expect(made.slice(10, -4)).not.toMatch(/<|>.*>|'/s);
        expect(made.match(/"/g)).toHaveLength(2);
      }),
    );
  });

  it('keeps markup as it is, in lists too, and leaves out what is absent', () => {
    const item = markup`<li>&amp;</li>`;
    expect(markup`${[item, item]}${undefined}${false}${0}`.text).toBe(
      '<li>&amp;</li><li>&amp;</li>0',
    );
  });
});

describe('embeddedJson', () => {
  it('reads back as the same data and cannot end its script', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('</script>', '<!--', ']]>', '\u2028'),
        (data, text) => {
          const { text: made } = embeddedJson({ data, text });
          expect(JSON.parse(made)).toEqual(JSON.parse(JSON.stringify({ data, text })));
          expect(made).not.toMatch(/[<>\u2028]/);
        },
      ),
    );
  });
});
