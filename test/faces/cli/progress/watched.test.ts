import { expect, test } from 'vitest';

import { Rate } from '../../../../src/faces/cli/progress/rate.ts';
import { sparkline } from '../../../../src/faces/cli/progress/sparkline.ts';
import { Watch } from '../../../../src/faces/cli/progress/watched.ts';
import { momentAt } from './moments.ts';

test('a rate is that of the last two seconds, not of the whole run', () => {
  const rate = new Rate();
  expect(rate.add(0, 0)).toBe(0);
  expect(rate.add(1000, 500)).toBe(500);
  for (let second = 2; second <= 10; second++) rate.add(second * 1000, 500);
  expect(rate.add(11_000, 700)).toBe(100);
});

test('the sparkline rises to the best so far, whichever direction is better', () => {
  const values = [0.9, 0.5, 0.3];
  const falling = values.map((value, index) => ({ atMs: index * 1000, value }));
  const rising = falling.map(({ atMs, value }) => ({ atMs, value: -value }));
  expect(sparkline(falling, 3000, 6)).toBe('▁▆▆███');
  expect(sparkline(rising, 3000, 6)).toBe('▁▆▆███');
});

test('the sparkline is empty until something survives', () => {
  expect(sparkline([], 1000, 4)).toBe('');
  expect(sparkline([{ atMs: 2000, value: 1 }], 4000, 4)).toBe(' ▁▁▁');
});

test('the time left goes by the pace of this process, not by what a resumed run spent before', () => {
  const watch = new Watch();
  watch.look({ ...momentAt(0.5), elapsedMs: 60_000 });
  expect(watch.look({ ...momentAt(0.6), elapsedMs: 62_000 }).leftMs).toBeCloseTo(8000);
});
