import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { commandSandbox } from '../../../src/adapters/sandboxes/command/sandbox.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { scoreOf } from '../../../src/domain/score.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { loadCommand } from '../../../src/realities/command/load-command.ts';
import { openCommandReality } from '../../../src/realities/command/reality.ts';
import { survivorOf } from '../../../src/domain/survivor.ts';
import { shortlist } from '../../../src/shortlist/shortlist.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { hasPython } from '../../adapters/sandboxes/command/has-python.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-openevolve-'));
const open: Reality[] = [];

afterAll(async () => {
  for (const reality of open) await reality.close();
  rmSync(folder, { recursive: true });
});

const initial = '# EVOLVE-BLOCK-START\nvalue = 1\n# EVOLVE-BLOCK-END\n';

/** Loads a program as evaluators do. */
const loading = `
import importlib.util
def load(path):
    spec = importlib.util.spec_from_file_location("program", path)
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program
`;

let evaluators = 0;

async function realityOf(
  evaluator: string,
  judge: object = {},
  needs: Record<string, string> = {},
  heldOut: object = {},
): Promise<Reality> {
  const file = `evaluator${evaluators++}.py`;
  const files = { [file]: loading + evaluator, 'program.py': initial, ...needs };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const document = {
    intent: 'Large.',
    file: { path: 'program.py' },
    judge: Object.keys(judge).length === 0 ? `openevolve:${file}` : { openevolve: file, ...judge },
    needs: Object.keys(needs),
    ...heldOut,
  };
  const reality = await openCommandReality({
    spec: loadCommand(document, join(folder, 'it.sluice.json'), ''),
    sandbox: commandSandbox({ unconfined: true }),
    workers: 2,
  });
  open.push(reality);
  return reality;
}

async function judged(reality: Reality, ...values: string[]): Promise<Evidence[]> {
  const batch = values.map((value) => candidateOf(initial.replace('1', value)));
  const [stage] = reality.stages;
  return Array.fromAsync(reality.judge(stage!.name, batch, new AbortController().signal));
}

describe.runIf(hasPython)('an evaluator written for OpenEvolve', () => {
  it('runs unchanged; its combined score counts, and all of its metrics are kept', async () => {
    const reality = await realityOf(`
def evaluate(path):
    value = load(path).value
    return {"combined_score": 2 * value, "value": value, "fine": True, "name": "x"}
`);
    const [one, two] = await judged(reality, '3', '4.5');
    expect(one).toMatchObject({ verdict: 'passed', scores: [6], measures: { 'metric:value': 3 } });
    expect(two).toMatchObject({ verdict: 'passed', scores: [9] });
    expect(Object.keys((two as { measures: object }).measures)).toEqual([
      'letters',
      'metric:combined_score',
      'metric:value',
    ]);
  });

  it('a metric called as a measure of ours is none of them; a name that is no name is not kept', async () => {
    const reality = await realityOf(`
def evaluate(path):
    value = load(path).value
    forged = {"# A heading\\n[link](https://example.org)": 1}
    return {"combined_score": value, "score": 100 - value, "scoreLow": 7, "letters": 1, **forged}
`);
    const [one] = await judged(reality, '5');
    expect(one).toMatchObject({ scores: [5], measures: { letters: initial.length } });
    expect(scoreOf(one!)).toBe(5);
    expect(Object.keys((one as { measures: object }).measures)).toEqual([
      'letters',
      'metric:combined_score',
      'metric:score',
      'metric:scoreLow',
      'metric:letters',
    ]);
  });

  it('is told to be containment only wherever its results are shown', async () => {
    const reality = await realityOf('def evaluate(path): return {}');
    expect(reality.stages).toMatchObject([
      { name: 'judge (containment only)', split: 'train', trust: 'containment only' },
    ]);
  });

  it('that is held out says how well a candidate generalises, however far it is trusted', async () => {
    const cascade = `
def evaluate(path): raise AssertionError("the stages run in its place")
def evaluate_stage1(path): return {"combined_score": load(path).value}
def evaluate_stage2(path): return {"combined_score": 1}
`;
    const reality = await realityOf(
      'def evaluate(path): return {"combined_score": -load(path).value}',
      {},
      { 'unseen.py': loading + cascade },
      { heldOut: { openevolve: 'unseen.py', thresholds: [5] } },
    );
    expect(reality.stages.map(({ name, split }) => [name, split])).toEqual([
      ['judge (containment only)', 'train'],
      ['heldOut (containment only)', 'heldOut'],
    ]);
    // The first has the better scores, and goes through one of two stages nobody has bred on.
    const candidates = ['3', '7'].map((value) => candidateOf(initial.replace('1', value)));
    const never = new AbortController().signal;
    const [shown, hidden] = await Promise.all(
      reality.stages.map(({ name }) => Array.fromAsync(reality.judge(name, candidates, never))),
    );
    const survivors = candidates.map((candidate, at) =>
      survivorOf(candidate, [shown![at]!, hidden![at]!]),
    );
    const [best] = shortlist(survivors, reality);
    expect(best?.survivor.candidate.source).toContain('value = 7');
  });

  it('without a combined score the mean of the metrics counts', async () => {
    const reality = await realityOf('def evaluate(path): return {"a": load(path).value, "b": 2}');
    expect((await judged(reality, '4'))[0]).toMatchObject({ scores: [3] });
  });

  it('needs no OpenEvolve installed for its EvaluationResult', async () => {
    const reality = await realityOf(`
from openevolve.evaluation_result import EvaluationResult
def evaluate(path):
    value = load(path).value
    return EvaluationResult(metrics={"combined_score": value}, artifacts={"note": f"was {value}"})
`);
    expect((await judged(reality, '7'))[0]).toMatchObject({ verdict: 'passed', scores: [7] });
    expect((await judged(reality, 'float("nan")'))[0]).toMatchObject({
      verdict: 'failed',
      feedback: 'the evaluator answered no finite score\nnote: was nan',
    });
  });

  it('goes through its stages as far as the thresholds let it, and merges what they find', async () => {
    const reality = await realityOf(
      `
def evaluate(path): raise AssertionError("the stages run in its place")
def evaluate_stage1(path): return {"combined_score": load(path).value, "first": 1}
def evaluate_stage2(path): return {"combined_score": load(path).value * 10, "second": 2}
def evaluate_stage3(path): return {"combined_score": 1 / (load(path).value - 4), "third": 3}
`,
      { thresholds: [2, 30] },
    );
    const [low, middle, high, raises] = await judged(reality, '1', '2', '3', '4');
    expect(low).toMatchObject({ verdict: 'passed', passed: 1, total: 3, scores: [1] });
    expect(middle).toMatchObject({
      passed: 2,
      scores: [20],
      measures: { 'metric:first': 1, 'metric:second': 2, 'metric:combined_score': 20 },
    });
    expect(high).toMatchObject({
      passed: 3,
      scores: [-1],
      measures: { 'metric:first': 1, 'metric:third': 3 },
    });
    // Not the score of the stages before: what breaks later must not outdo what works.
    expect(raises).toMatchObject({ verdict: 'crashed' });
    expect((raises as { error: string }).error).toContain('ZeroDivisionError');
  });

  it('what it raises is the feedback, from its own line on', async () => {
    const reality = await realityOf(
      'def evaluate(path): return {"combined_score": load(path).value}',
    );
    const [raised, ended, endless] = await judged(
      reality,
      '1\nraise ValueError("mine")',
      '1\nimport os\nos._exit(0)',
      'missing',
    );
    expect(raised).toMatchObject({ verdict: 'crashed' });
    const { error } = raised as { error: string };
    expect(error).toMatch(/^Traceback .*\n {2}File ".*evaluator\d+\.py", line/);
    expect(error).toMatch(/line 3, in <module>[^]*ValueError: mine\n$/);
    expect(error).not.toContain('judge.py');
    expect(ended).toMatchObject({ verdict: 'crashed' });
    expect(endless).toMatchObject({ verdict: 'crashed' });
  });

  it('a program that never ends is stopped, which ends no run', async () => {
    const reality = await realityOf(
      'def evaluate(path): return {"combined_score": load(path).value}',
      {
        seconds: 0.5,
      },
    );
    const [endless, next] = await judged(reality, '1\nwhile True: pass', '5');
    expect(endless).toMatchObject({ verdict: 'timedOut', limitMs: 500 });
    expect(next).toMatchObject({ scores: [5] });
  });

  it('what one program changes in the evaluator is not there for the next', async () => {
    const reality = await realityOf(`
calls = []
def evaluate(path):
    calls.append(1)
    return {"combined_score": load(path).value, "calls": len(calls)}
`);
    const cheat =
      '9\nimport sys\nsys.modules["evaluation_module"].evaluate = lambda path: {"combined_score": 99}';
    for (const evidence of await judged(reality, cheat, '1', '2', '3', '4')) {
      expect(evidence).toMatchObject({ verdict: 'passed', measures: { 'metric:calls': 1 } });
    }
  });

  it('imports and reads what is named in `needs`', async () => {
    const reality = await realityOf(
      'import beside\ndef evaluate(path): return {"combined_score": beside.twice(load(path).value)}',
      {},
      { 'beside.py': 'def twice(value): return 2 * value\n' },
    );
    expect((await judged(reality, '4'))[0]).toMatchObject({ scores: [8] });
  });

  it('that does not load is one clear error with the mend, before anything is judged', async () => {
    const missing = realityOf('import no_such_module_anywhere\ndef evaluate(path): return {}');
    await expect(missing).rejects.toMatchObject({
      fault: 'environment',
      found: "ModuleNotFoundError: No module named 'no_such_module_anywhere'",
      mend: expect.stringContaining('pip install no_such_module_anywhere'),
    });
    await expect(realityOf('x = 1\n')).rejects.toThrow(/defines no function evaluate/);
  });
});
