import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { openEngine } from '../../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-judge-'));
afterAll(() => rmSync(folder, { recursive: true }));

const judge = `
import json, sys
said = sys.stdin.read()
if "raise" in said: raise ValueError("what is this?")
if "assert" in said: assert False, "no"
if "exit" in said: sys.exit("not good enough")
if "infinite" in said: print(json.dumps({"value": float("inf")}))
elif "words" in said: print("all well")
else: print(json.dumps({"value": len(said)}))
`;
writeFileSync(join(folder, 'judge.py'), judge);
writeFileSync(join(folder, 'slip.py'), 'import no_such_module_anywhere\n');

/** Solves for no time at all a script of the shell that says this. */
async function solving(says: string, further: object = {}) {
  const path = join(folder, 'say.sluice.json');
  const spec = {
    intent: 'Much said.',
    file: { path: 'say.sh', initial: `echo ${says}\n` },
    run: { command: ['sh', 'say.sh'] },
    judge: { command: ['python3', 'judge.py'], score: 'json:value', direction: 'maximise' },
    needs: ['judge.py'],
    varies: false,
    ...further,
  };
  writeFileSync(path, JSON.stringify(spec));
  const engine = await openEngine({ home: join(folder, 'home') });
  const before = engine.ledger.runs().length;
  try {
    const options = { budget: { candidates: 1, seconds: 5 }, unconfined: true, workers: 1 };
    await engine.solve(path, options, () => undefined, new AbortController().signal);
    return undefined;
  } catch (error) {
    expect(engine.ledger.runs()).toHaveLength(before);
    return error;
  } finally {
    await engine.close();
  }
}

describe('a judge that is broken is told before anything is spent, and leaves no run', () => {
  test('its file is not in needs', async () => {
    expect(await solving('much', { needs: [] })).toMatchObject({
      fault: 'input',
      found: expect.stringMatching(/can't open file|No such file/u) as string,
      mend: expect.stringContaining('Add it to `needs`: ["judge.py"]') as string,
    });
  });

  test('it cannot load what it needs', async () => {
    const slip = { command: ['python3', 'slip.py'] };
    expect(await solving('much', { judge: slip, needs: ['slip.py'] })).toMatchObject({
      fault: 'input',
      found: expect.stringContaining('no_such_module_anywhere') as string,
    });
  });

  test('it prints no JSON where a score is wanted', async () => {
    expect(await solving('words')).toMatchObject({
      fault: 'input',
      found: expect.stringContaining('no JSON: "all well"') as string,
    });
  });
});

describe('a first version that is no good stops nothing', () => {
  test.each(['raise', 'assert', 'exit', 'infinite'])('the judge answers with %s', async (says) => {
    expect(await solving(says)).toBeUndefined();
  });

  test('the first version does not even run', async () => {
    expect(await solving('much; exit 3')).toBeUndefined();
  });
});
