import { expect, test } from 'vitest';

import { asStarted, startedAs } from '../../../src/faces/cli/started-as.ts';

const started = (path: string | undefined, folder = '/home/me/sluice') =>
  startedAs({ environment: { SLUICE_STARTED_AS: path }, folder });

test('a printed line names the command as it was started', () => {
  expect(started(undefined)).toBe('sluice');
  expect(started('')).toBe('sluice');
  expect(started('bin/sluice')).toBe('bin/sluice');
  expect(started('/home/me/sluice/bin/sluice')).toBe('bin/sluice');
  expect(started('../sluice/bin/sluice', '/home/me/work')).toBe('/home/me/sluice/bin/sluice');
  expect(started('./sluice', '/home/me/sluice/bin')).toBe('./sluice');
  expect(started('/home/me/my tools/sluice', '/')).toBe("'home/me/my tools/sluice'");
});

test('so does a mend, of commands alone', () => {
  const mend = 'See `sluice help solve`, or sluice runs. Sluice is no sluiceway; install sluice .';
  expect(asStarted(mend, 'bin/sluice')).toBe(
    'See `bin/sluice help solve`, or bin/sluice runs. Sluice is no sluiceway; install sluice .',
  );
});
