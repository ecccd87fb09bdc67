import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { warningLines } from '../../../src/faces/cli/warning-lines.ts';
import { openEngine } from '../../../src/index.ts';
import { largerSpec } from '../../fixtures/larger.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';
import { sluice } from './command-line.ts';
import { KeptOutput } from './terminals.ts';

const folder = temporaryFolder();

const weak = {
  ...largerSpec,
  examples: [
    { args: [1, 2], result: 2 },
    { args: [9, 4], result: 9 },
    { args: [-3, -5], result: -3 },
  ],
};

const weakPath = writtenSpec(weak);

describe('--strict', () => {
  test.each([[[]], [['--json']]])(
    'a specification that lets a cheat through: exit 2, nothing on stdout, no run left behind %j',
    async (further) => {
      const home = join(folder, 'strict');
      const args = ['solve', weakPath, '--strict', ...further];
      const { code, out, err } = await sluice(folder, args, { SLUICE_HOME: home });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('a lookup table (knows the visible examples by heart');
      expect(err).toContain('add held-out cases or a property');
      expect(existsSync(join(home, 'ledger.sqlite'))).toBe(false);
    },
  );

  test('one that lets none through is solved', async () => {
    const heldOut = [
      { args: [7, 8], result: 8 },
      { args: [6, 0], result: 6 },
    ];
    const good = writtenSpec({ ...weak, heldOut });
    const args = ['solve', good, '--strict', '--seed', '1', '--candidates', '5000'];
    const { code, err } = await sluice(folder, args, { SLUICE_HOME: join(folder, 'good') });
    expect(code).toBe(0);
    expect(err).not.toContain('!');
  });
});

test('a warning tells the cheat, what it does, how far it came, the mend; words stay whole', () => {
  const breach = {
    cheat: 'a trick',
    does: 'cheats',
    passed: ['examples', 'heldOut'],
    mend: 'stop it',
  };
  const other = { ...breach, passed: [] };
  const lines = warningLines({ breaches: [breach, other], untried: 0 }, new KeptOutput());
  expect(lines).toEqual([
    '! A trick (cheats) would pass examples, heldOut: stop it.',
    '! A trick (cheats) meets no check: stop it.',
  ]);
  const cutOff = warningLines({ breaches: [], untried: 3 }, new KeptOutput());
  expect(cutOff.join(' ')).toContain('There was no time for 3 of them');
  const long = { ...breach, mend: 'stop it before it comes through anything that judges here' };
  expect(warningLines({ breaches: [long], untried: 0 }, new KeptOutput(false, 40))).toEqual([
    '! A trick (cheats) would pass examples,',
    '  heldOut: stop it before it comes',
    '  through anything that judges here.',
  ]);
});

test('of a specification that is refused nothing is told but why', async () => {
  const { examples: _, ...scored } = largerSpec;
  const instances = "() => { throw new Error('broken'); }";
  const score = `{ direction: 'minimise', instances: ${instances}, evaluate: () => 1, baselines: {} }`;
  const spec = writtenSpec(`export default { ...${JSON.stringify(scored)}, score: ${score} };`);
  const { code, err } = await sluice(folder, ['solve', spec], { SLUICE_HOME: folder });
  expect(code).toBe(2);
  expect(err).toContain('✗ score.instances');
  expect(err).not.toContain('There was no time');
});

async function solved(home: string, warn?: () => void) {
  const engine = await openEngine({ home: join(folder, home) });
  const options = { seed: 3, budget: { candidates: 5000 }, ...(warn && { warn }) };
  const never = new AbortController().signal;
  const { shortlist, counts } = await engine.solve(weakPath, options, () => undefined, never);
  await engine.close();
  return { counts, sources: shortlist.map(({ source }) => source) };
}

test('the attack changes nothing of the search: same seed, same run', async () => {
  expect(await solved('attacked', () => undefined)).toEqual(await solved('left-alone'));
});
