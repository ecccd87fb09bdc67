import { runInThisContext } from 'node:vm';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { normalForm } from '../../../../src/realities/function/form/normal-form.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'Math');
const figure = fc.integer({ min: 0, max: 3 }).map(String);

/** Programs as tokens: whatever may be told apart wrongly occurs in them. */
const { expression, statement } = fc.letrec<{ expression: string[]; statement: string[] }>(
  (tie) => ({
    expression: fc.oneof(
      { maxDepth: 3 },
      name.map((one) => [one]),
      figure.map((one) => [one]),
      fc.constantFrom("'a//b'", '"a"', '`${a}|b`', '`a`', '/[a/]b/').map((one) => [one]),
      fc
        .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '??', '<'), tie('expression'))
        .map(([left, sign, right]) => ['(', ...left, ')', sign, '(', ...right, ')']),
      fc
        .tuple(name, tie('expression'))
        .map(([key, value]) => ['(', '{', key, ':', ...value, '}', ')']),
      fc.tuple(name, name).map(([one, other]) => ['(', '{', one, ',', other, '}', ')']),
      fc.tuple(name, name).map(([one, key]) => [one, '.', key]),
      fc
        .tuple(name, tie('expression'), tie('expression'))
        .map(([one, body, given]) => ['(', '(', one, ')', '=>', ...body, ')', '(', ...given, ')']),
      fc.tuple(tie('expression'), name).map(([value, one]) => ['[', ...value, ',', one, ']']),
    ),
    statement: fc.oneof(
      { maxDepth: 2 },
      fc.tuple(name, tie('expression')).map(([one, value]) => [one, '=', ...value, ';']),
      fc
        .tuple(fc.constantFrom('let', 'var', 'const'), name, tie('expression'))
        .map(([word, one, value]) => [
          '{',
          word,
          one,
          '=',
          ...value,
          ';',
          'out',
          '.',
          'push',
          '(',
          one,
          ')',
          ';',
          '}',
        ]),
      fc.tuple(name, tie('expression')).map(([one, value]) => ['var', one, '=', ...value, ';']),
      fc
        .tuple(tie('expression'), tie('statement'), tie('statement'))
        .map(([so, then, or]) => [
          'if',
          '(',
          ...so,
          ')',
          '{',
          ...then,
          '}',
          'else',
          '{',
          ...or,
          '}',
        ]),
      fc
        .tuple(name, name, tie('statement'))
        .map(([one, of, body]) => [
          'for',
          '(',
          'const',
          one,
          'of',
          '[',
          of,
          ',',
          '1',
          ']',
          ')',
          '{',
          ...body,
          '}',
        ]),
      tie('expression').map((value) => ['out', '.', 'push', '(', ...value, ')', ';']),
    ),
  }),
);

const program = fc
  .tuple(fc.array(statement, { minLength: 1, maxLength: 4 }), expression)
  .map(([statements, result]) =>
    [
      'export function f ( a , b ) { const out = [ ] ;',
      ...statements.flat(),
      'return [ out ,',
      ...result,
      '] ; }',
    ]
      .join(' ')
      .split(' '),
  );

const spaced = (tokens: readonly string[]): string => tokens.join(' ');

const functionOf = (body: string, called = 'f'): string =>
  `export function ${called}(a, b) { ${body} }`;

/** What a program does, as text. */
function behaviour(source: string): string {
  try {
    const code = `'use strict'; (() => { ${source.replace('export', '')}; return f; })()`;
    const made = runInThisContext(code) as (...args: readonly unknown[]) => unknown;
    return [
      [1, 2],
      [0, 'a'],
      [[3], { a: 1, b: 2 }],
    ]
      .map((args) => seenOf(made, args))
      .join('\n');
  } catch (error) {
    return (error as Error).name;
  }
}

function seenOf(made: (...args: readonly unknown[]) => unknown, args: readonly unknown[]): string {
  try {
    return JSON.stringify(made(...args), (_, value: unknown) =>
      typeof value === 'function' ? 'a function' : value,
    );
  } catch (error) {
    return (error as Error).name;
  }
}

const typed = (x: string, y: string, s: string): string =>
  `export function f(${x}: number, ${y}: number): number {\n` +
  `  const ${s} = [${x}, ${y}].map((v) => v * ${x}).length;\n  return ${s} + Math.abs(${y});\n}\n`;

describe('the normal form of a program', () => {
  it('knows nothing of white space, comments and line breaks between tokens that go on', () => {
    const gap = fc.constantFrom(' ', '  ', '\t', ' /* a; " */ ');
    const line = fc.constantFrom(' ', '\n', " // it isn't over\n  ", '\n\n');
    const gaps = fc.array(fc.tuple(gap, line), { minLength: 400, maxLength: 400 });
    fc.assert(
      fc.property(program, gaps, (tokens, between) => {
        const laid = tokens.map((token, index) => {
          const [inLine, broken] = between[index % between.length]!;
          return token + (';{,('.includes(token) ? broken : inLine);
        });
        expect(normalForm(laid.join(''))).toBe(normalForm(spaced(tokens)));
      }),
    );
  });

  it('knows nothing of the names of parameters and locals', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}_$/), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(names, ([x, y, s]) => {
        expect(normalForm(typed(x!, y!, s!))).toBe(normalForm(typed('x', 'y', 's')));
      }),
    );
  });

  it('is equal only for programs that behave alike', () => {
    const changes = fc.array(fc.tuple(fc.nat(), name), { minLength: 1, maxLength: 3 });
    let equal = 0;
    fc.assert(
      fc.property(program, changes, (tokens, changed) => {
        const places = tokens.flatMap((token, place) => (/^[a-dM]/u.test(token) ? [place] : []));
        const other = [...tokens];
        for (const [at, to] of changed) other[places[at % places.length]!] = to;
        const isChanged = spaced(tokens) !== spaced(other);
        if (!isChanged || normalForm(spaced(tokens)) !== normalForm(spaced(other))) return;
        equal++;
        expect(behaviour(spaced(other))).toBe(behaviour(spaced(tokens)));
      }),
      { numRuns: 3000 },
    );
    expect(equal).toBeGreaterThan(0);
  });

  it.each([
    ['a line break that ends a statement', 'return\na', 'return a'],
    ['an empty place in a list', 'return [a, , b]', 'return [a, b]'],
    ['the key of an object', 'const k = 1; return { k: k }', 'const l = 1; return { l: l }'],
    ['what only looks like a comment', "return 'x//a'", "return 'x//b'"],
    [
      'a name in a template',
      'const k = 1, l = 2; return `${k}`',
      'const l = 1, k = 2; return `${k}`',
    ],
    ['the name of the export', 'return f', 'return g'],
    [
      'what a function is called, where that is read',
      'function a() {} return a.name',
      'function b() {} return b.name',
    ],
    [
      'the text of a function, where that is read',
      'const a = () => 1; return String(a).length',
      'const aa = () => 1; return String(aa).length',
    ],
    [
      'a name that is read in brackets',
      "function a() {} return a['name']",
      "function b() {} return b['name']",
    ],
    ['a regular expression', 'return a / /[/]/', 'return a / /[/"]/'],
  ])('keeps %s', (_, one, other) => {
    expect(normalForm(functionOf(one))).not.toBe(normalForm(functionOf(other)));
    expect(normalForm(functionOf(one))).not.toBe(normalForm(functionOf(one, 'g')));
  });

  it('is there for any text, in linear time', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '`',
      '/',
      '*',
      '\\',
      '{',
      '}',
      '(',
      '\n',
      'a',
      '${',
      '0',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          expect(typeof normalForm(text)).toBe('string');
        },
      ),
    );
    for (const each of ['/', '"', '`', '/*', '(', 'a ', '\n', '${', '[']) {
      expect(typeof normalForm(each.repeat(200_000))).toBe('string');
    }
  });
});
