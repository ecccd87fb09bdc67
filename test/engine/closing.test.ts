import { expect, it } from 'vitest';

import { closing } from '../../src/engine/closing.ts';

const closable = (closed: string[], name: string, error?: Error) => ({
  close: (): Promise<void> => {
    closed.push(name);
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  },
});

it('all that was opened is closed, also where one cannot be', async () => {
  const closed: string[] = [];
  const stuck = new Error('stuck');
  const opened = [closable(closed, 'session', stuck), closable(closed, 'reality')];
  await expect(
    closing(
      () => opened,
      () => Promise.resolve(7),
    ),
  ).rejects.toBe(stuck);
  expect(closed).toEqual(['session', 'reality']);
});

it('what went wrong at work is told, and not what went wrong in closing after it', async () => {
  const closed: string[] = [];
  const lost = new Error('lost');
  const opened = [closable(closed, 'session', new Error('stuck'))];
  await expect(
    closing(
      () => opened,
      () => Promise.reject(lost),
    ),
  ).rejects.toBe(lost);
  expect(closed).toEqual(['session']);
});

it('answers what the work came to, with what was opened meanwhile closed', async () => {
  const closed: string[] = [];
  const opened: ReturnType<typeof closable>[] = [];
  const work = (): Promise<number> => {
    opened.push(closable(closed, 'late'));
    return Promise.resolve(7);
  };
  expect(await closing(() => opened, work)).toBe(7);
  expect(closed).toEqual(['late']);
});
