import { afterAll, describe, expect, it } from 'vitest';

import { commandSandbox } from '../../../src/adapters/sandboxes/command/sandbox.ts';
import { hasPassed, type Evidence } from '../../../src/domain/evidence.ts';
import { loadCommand } from '../../../src/realities/command/load-command.ts';
import { openCommandReality } from '../../../src/realities/command/reality.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';

const printing = (script: string): string[] => ['sh', '-c', `read n && ${script}`];

/** A number is printed; cheap judges look at its size before a dear one scores it. */
const document = {
  intent: 'A large, even number.',
  file: { path: 'say.sh', initial: '# MARK-START\necho 1\n# MARK-END\n', region: 'MARK' },
  run: { command: ['sh', 'say.sh'], seconds: 5 },
  judge: [
    { command: printing('[ $((n % 2)) = 0 ] || { echo "odd: $n" >&2; exit 1; }') },
    { command: printing('echo "{\\"length\\": ${#n}}"'), score: 'json:length', atLeast: 2 },
    { command: printing('echo "{\\"value\\": $n}"'), score: 'json:value', direction: 'maximise' },
  ],
};

const reality = await openCommandReality({
  spec: loadCommand(document, '/anywhere/say.sluice.json', ''),
  sandbox: commandSandbox({ unconfined: true }),
  workers: 2,
});

afterAll(() => reality.close());

/** The evidence of a candidate, stage by stage, up to where it fails. */
async function climbed(line: string): Promise<readonly Evidence[]> {
  const candidate = candidateOf(document.file.initial.replace('echo 1', line));
  const evidence: Evidence[] = [];
  for (const { name } of reality.stages) {
    const judged = reality.judge(name, [candidate], new AbortController().signal);
    evidence.push(...(await Array.fromAsync(judged)));
    if (!evidence.every(hasPassed)) break;
  }
  return evidence;
}

describe('a cascade of judges', () => {
  it('has a stage a judge, the cheap ones first', () => {
    expect(reality.stages.map(({ name }) => name)).toEqual([
      'run',
      'judge 1',
      'judge 2',
      'judge 3',
    ]);
  });

  it('stops a candidate at the first that it fails, and says why', async () => {
    expect((await climbed('echo 7')).at(-1)).toMatchObject({
      stage: 'judge 1',
      feedback: expect.stringContaining('odd: 7'),
    });
    expect((await climbed('echo 8')).at(-1)).toMatchObject({
      stage: 'judge 2',
      feedback: 'length is 1, and must be at least 2',
    });
  });

  it('only the score of the last counts; what others printed is a measure', async () => {
    const evidence = await climbed('echo 48');
    expect(evidence.every(hasPassed)).toBe(true);
    expect(evidence.flatMap((seen) => ('scores' in seen ? seen.scores : []))).toEqual([48]);
    expect(evidence[2]).toMatchObject({ measures: { 'judge 2:length': 2 } });
  });

  it('complaints of the command itself are told with its trace', async () => {
    const [run] = await climbed('echo "at line 3" >&2; exit 4');
    expect(run).toMatchObject({
      verdict: 'failed',
      feedback: '`sh say.sh` ended with 4:\nat line 3',
    });
  });

  it('a candidate that changes text outside its region is not run', async () => {
    const candidate = candidateOf('# MARK-START\necho 8\n# MARK-END\necho more\n');
    const [seen] = await Array.fromAsync(
      reality.judge('run', [candidate], new AbortController().signal),
    );
    expect(seen).toMatchObject({ verdict: 'rejected' });
  });
});
