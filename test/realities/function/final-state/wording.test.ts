import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aligned,
  answerLine,
  compact,
  duration,
  measureName,
  precise,
  shellWord,
} from '../../../../src/realities/function/final-state/wording.ts';

describe('figures in words', () => {
  it.each([
    [0, '0'],
    [9_876, '9,876'],
    [12_345, '12.3 k'],
    [999_960, '1.0 M'],
    [1_412_906, '1.4 M'],
    [214_556, '215 k'],
    [NaN, '–'],
  ])('a count of %d is %s', (count, text) => expect(compact(count)).toBe(text));

  it.each([
    [340, '340 ms'],
    [9_902, '9.9 s'],
    [59_960, '1 min 0 s'],
    [7_500_000, '2 h 5 min'],
  ])('%d ms are %s', (ms, text) => expect(duration(ms)).toBe(text));

  it('keeps four significant digits', () => {
    expect(precise(0.00712345)).toBe('0.007123');
    expect(precise(1234567)).toBe('1,234,567');
    expect(precise(-Infinity)).toBe('–');
  });

  it('prints figures of a column with as many decimals each, none in vain', () => {
    expect([0.0431, 0.007, 0.0068].map(aligned([0.0431, 0.007, 0.0068]))).toEqual([
      '0.0431',
      '0.0070',
      '0.0068',
    ]);
    expect([1, 20].map(aligned([1, 20]))).toEqual(['1', '20']);
  });

  it('tells a measure from its unit', () => {
    expect(measureName('medianNs')).toEqual({ words: 'median', unit: 'ns' });
    expect(measureName('heldOut')).toEqual({ words: 'held out', unit: '' });
  });
});

describe('shellWord', () => {
  it('is one word of a shell, unchanged', () => {
    const texts = fc.sample(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      40,
    );
    const words = [...texts, "it's", '$(id)', '`id`', '\n', ''];
    const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`]);
    expect(printed.toString().split('\0').slice(0, -1)).toEqual(words);
  });

  it('quotes an answer whole', () => {
    expect(answerLine('r1', 'median3', ['1', '1', '2'], '1')).toBe(
      "sluice resume r1 --answer 'median3(1, 1, 2) => 1'",
    );
    expect(answerLine('r1', 'median3', ['1', '1', '2'], '')).toContain('=> YOUR_ANSWER');
  });
});
