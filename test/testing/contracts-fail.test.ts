import { expect, it } from 'vitest';

import { nothingConsidered } from '../../src/domain/considered.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Model, ModelSession } from '../../src/ports/model.ts';
import type { Stage } from '../../src/ports/reality.ts';
import { modelContract } from '../../src/testing/model-contract.ts';
import { realityContract } from '../../src/testing/reality-contract.ts';
import { bareReality } from '../fixtures/bare-reality.ts';
import { largerProblem } from '../fixtures/larger.ts';

/** What a contract checks, by name, to be run by hand. */
function checksOf(
  define: (framework: Parameters<typeof modelContract>[0]) => void,
): (name: string) => Promise<void> {
  const checks = new Map<string, () => Promise<void>>();
  const before: (() => Promise<void>)[] = [];
  define({
    describe: (_, inside) => inside(),
    it: (name, check) => checks.set(name, check),
    beforeAll: (prepare) => before.push(prepare),
    afterAll: () => undefined,
    expect,
  });
  return async (name) => {
    for (const prepare of before) await prepare();
    await checks.get(name)!();
  };
}

/** A model that proposes whatever becomes of its signal, save where it is to be heeded. */
function modelThat(heeds: 'nothing' | 'the beginning' | 'the signal'): Model {
  const propose: ModelSession['propose'] = async function* (_, signal) {
    if (heeds !== 'nothing') signal.throwIfAborted();
    yield await Promise.resolve({ kind: 'considered', considered: nothingConsidered });
    if (heeds === 'the signal') signal.throwIfAborted();
    yield { kind: 'exhausted' };
  };
  const session: ModelSession = {
    propose,
    checkpoint: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
  const open = (): Promise<ModelSession> => Promise.resolve(session);
  return { id: heeds, deterministic: true, prolific: false, open };
}

const check = (model: Model) =>
  checksOf((framework) => modelContract(framework, model.id, model, largerProblem));

it('a model that goes on once it is aborted fails the contract of models', async () => {
  const before = "throws the signal's reason where it is aborted before it is asked";
  const meanwhile = "throws the signal's reason where it is aborted while it answers";
  await expect(check(modelThat('nothing'))(before)).rejects.toThrow();
  await expect(check(modelThat('nothing'))(meanwhile)).rejects.toThrow();
  await check(modelThat('the beginning'))(before);
  await expect(check(modelThat('the beginning'))(meanwhile)).rejects.toThrow();
  await check(modelThat('the signal'))(before);
  await check(modelThat('the signal'))(meanwhile);
});

const stage = (name: string, audience: Stage['audience']): Stage => ({
  name,
  audience,
  hard: false,
  selective: false,
  varies: false,
});

/** Its one stage scores. */
const scoring = (split: Pick<Stage, 'split'>) => {
  const stages = [{ ...stage('whatever its name', 'everyone'), hard: true, ...split }];
  const reality = bareReality(stages, async function* (name, batch) {
    for (const { id } of batch) {
      const seen = { candidate: id, stage: name, wallMs: 0, passed: 1, total: 1, scores: [1] };
      yield await Promise.resolve({ ...seen, verdict: 'passed' } as const);
    }
  });
  const opened = { reality, good: ['right'], bad: [], broken: [] };
  return checksOf((framework) => realityContract(framework, 'of f', () => Promise.resolve(opened)));
};

it('a reality whose scores are of no split fails the contract, and so does one that holds nothing back', async () => {
  const name = 'says which cases a score is of, and shows everyone none that are held out';
  await scoring({ split: 'train' })(name);
  await expect(scoring({})(name)).rejects.toThrow();
  await expect(scoring({ split: 'heldOut' })(name)).rejects.toThrow();
});

/** Holds f(41) out, of which it says so much to whoever fails. */
function realityThatSays(feedback: string) {
  const stages = [stage('examples', 'everyone'), stage('heldOut', 'nominees')];
  const reality = bareReality(stages, async function* (name, batch) {
    for (const { id, source } of batch) {
      const seen = { candidate: id, stage: name, wallMs: 0, total: 1 };
      const isWrong = name === 'heldOut' && source === 'overfitted';
      const evidence: Evidence = isWrong
        ? { ...seen, verdict: 'failed', passed: 0, feedback }
        : { ...seen, verdict: 'passed', passed: 1 };
      yield await Promise.resolve(evidence);
    }
  });
  return (sources: readonly string[]) =>
    checksOf((framework) =>
      realityContract(framework, 'of f', () =>
        Promise.resolve({
          reality,
          good: ['right'],
          bad: [],
          broken: [],
          heldOut: { tells: [/\b41\b/u], sources },
        }),
      ),
    );
}

it('a reality that tells of a case that is held out fails the contract of realities', async () => {
  const name = 'tells of no case that is held out in what models and people read';
  await realityThatSays('1 of 2 held-out cases.')(['overfitted'])(name);
  await expect(realityThatSays('f(41) is wrong.')(['overfitted'])(name)).rejects.toThrow();
  // Who passes the cases that are held out cannot show what is told of them.
  await expect(realityThatSays('f(41) is wrong.')(['right'])(name)).rejects.toThrow();
});
