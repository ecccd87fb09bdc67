import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { commandSandbox } from '../../../src/adapters/sandboxes/command/sandbox.ts';
import { loadCommand } from '../../../src/realities/command/load-command.ts';
import { openCommandReality } from '../../../src/realities/command/reality.ts';
import { Executions } from '../../../src/gauntlet/executions.ts';
import { candidateOf, realityContract } from '../../../src/testing/reality-contract.ts';

const framework = { describe, it, expect, beforeAll, afterAll };

/** A script of the shell that must print a number; the larger, the better, up to 100. */
const document = {
  intent: 'The largest number up to 100.',
  file: { path: 'say.sh', initial: 'echo 1\n' },
  run: { command: ['sh', 'say.sh'], seconds: 2 },
  judge: {
    command: ['sh', '-c', 'read n && [ "$n" -le 100 ] && echo "{\\"value\\": $n}"'],
    score: 'json:value',
    direction: 'maximise',
    seconds: 2,
  },
  heldOut: { command: ['sh', '-c', 'read n && [ "$n" -ge 0 ]'] },
};

// A second, slow reality under the same contract: the port bends for neither.
realityContract(framework, 'of a file judged by a command', async () => ({
  reality: await openCommandReality({
    spec: loadCommand(document, '/anywhere/say.sluice.json', JSON.stringify(document)),
    sandbox: commandSandbox({ unconfined: true }),
    workers: 2,
  }),
  good: ['echo 7\n', 'echo $((50 + 50))\n'],
  bad: ['echo 101\n', 'echo many\n', 'exit 3\n'],
  broken: ['while :; do :; done\n', 'kill -9 $$\n', 'if\n'],
}));

it('opening ends with the signal, whatever the file as it is takes', async () => {
  const slow = { ...document, file: { path: 'say.sh', initial: 'sleep 100; echo 1\n' } };
  const lasting = { ...slow, run: { command: ['sh', 'say.sh'], seconds: 110 } };
  const control = new AbortController();
  const opening = openCommandReality({
    spec: loadCommand(lasting, '/anywhere/say.sluice.json', JSON.stringify(lasting)),
    sandbox: commandSandbox({ unconfined: true }),
    workers: 1,
    signal: control.signal,
  });
  setTimeout(() => control.abort(new Error('enough')), 300);
  await expect(opening).rejects.toThrow('enough');
}, 60_000);

it('candidates that make the same artifact behave alike, and count as new once', async () => {
  const reality = await openCommandReality({
    spec: loadCommand(document, '/anywhere/say.sluice.json', JSON.stringify(document)),
    sandbox: commandSandbox({ unconfined: true }),
    workers: 1,
  });
  const sources = ['echo 7\n', 'echo $((3 + 4))\n', 'echo 8\n', 'exit 3\n'];
  const seen = await Array.fromAsync(
    reality.judge('judge', sources.map(candidateOf), new AbortController().signal),
  );
  const behaviours = seen.map((each) => ('behaviour' in each ? each.behaviour : undefined));
  expect(behaviours[0]).toBeTypeOf('string');
  expect(behaviours[1]).toBe(behaviours[0]);
  expect(behaviours[2]).not.toBe(behaviours[0]);
  const climbs = seen.map((each, index) => ({
    candidate: { ...candidateOf(sources[index]!), id: String(index) },
    evidence: [each],
    survived: true,
  }));
  expect(new Executions(reality).count(climbs)).toMatchObject({ runOnAll: 4, new: 2 });
  await reality.close();
});
