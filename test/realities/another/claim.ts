import { SluiceError } from '../../../src/domain/errors.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Example } from '../../../src/domain/function.ts';
import type { Problem } from '../../../src/domain/problem.ts';
import type { Specification } from '../../../src/engine/specification.ts';
import type { Candidate } from '../../../src/domain/candidate.ts';
import type { Reality, Stage } from '../../../src/ports/reality.ts';
import type { Wording } from '../../../src/ports/wording.ts';
import { fenced } from '../../../src/realities/asking/fenced.ts';
import { blocksIn } from '../../../src/realities/asking/fences.ts';
import { foundNone, foundSource } from '../../../src/realities/asking/found.ts';
import { questionFor } from '../../../src/realities/asking/question.ts';

/**
 * A reality that is no function and no file: that n² + n + 41 is always prime is refuted, by an n
 * and two factors. Nothing outside of this file knows of it.
 */
interface ClaimProblem {
  readonly kind: 'claim';
  readonly intent: string;
  readonly judgement: { readonly by: 'equality'; readonly tolerance: number };
}

const claim: ClaimProblem = {
  kind: 'claim',
  intent: 'Is n * n + n + 41 prime for every natural n? Refute it.',
  judgement: { by: 'equality', tolerance: 0 },
};

/** The one line outside that a reality needs adds its problem to this union. */
export const claimProblem = claim as unknown as Problem;

export const claimWording: Wording = {
  plans: [{ name: 'small factors', advice: 'try every small factor in turn.' }],
  outputTokensMost: 100,
  ask: (parents, plan) =>
    questionFor(
      {
        task: 'You refute claims. Answer `n = N: P x Q` in one Markdown code block.',
        paragraphs: () => [claim.intent],
        judgement: claim.judgement,
        shown: (source) => fenced(source, ''),
        noun: 'refutation',
      },
      parents,
      plan,
    ),
  read: (reply) => {
    const block = blocksIn(reply).at(-1);
    return block === undefined ? foundNone(reply, 'a refutation') : foundSource(block);
  },
  isWhole: (reply) => blocksIn(reply, false).length > 0,
};

interface Refutation {
  readonly n: number;
  readonly factors: readonly [number, number];
}

function refutationIn(source: string): Refutation | undefined {
  const found = /^\s*n\s*=\s*(\d+)\s*:\s*(\d+)\s*x\s*(\d+)\s*$/u.exec(source);
  if (found === null) return undefined;
  const [n, one, other] = found.slice(1).map(Number);
  return { n: n!, factors: [one!, other!] };
}

const isPrime = (number: number): boolean => {
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return number > 1;
};

const stage = (name: string, audience: Stage['audience'], hard: boolean): Stage => ({
  name,
  audience,
  hard,
  selective: false,
  varies: false,
});
const arithmetic = stage('arithmetic', 'everyone', true);
const secondReader: Stage = { ...stage('second reader', 'nominees', false), split: 'heldOut' };

const smaller = 'the smaller factor';

/** `answers`: what a person has decided of the smaller factor; whoever says otherwise is wrong. */
function judged({ name }: Stage, { id, source }: Candidate, answers: readonly Example[]): Evidence {
  const seen = { candidate: id, stage: name, wallMs: 0 };
  const refutation = refutationIn(source);
  if (refutation === undefined) return { ...seen, verdict: 'rejected', reason: 'no refutation' };
  const { n, factors } = refutation;
  const [one, other] = factors;
  const base = { ...seen, measures: { n }, behaviour: `${n}` };
  if (name === secondReader.name) {
    const passed = factors.filter(isPrime).length;
    if (passed === 2) return { ...base, verdict: 'passed', passed, total: 2 };
    return { ...base, verdict: 'failed', passed, total: 2, feedback: 'not all are prime' };
  }
  const isDecided = answers.every(({ result }) => result === Math.min(one, other));
  if (one * other === n * n + n + 41 && Math.min(one, other) > 1 && isDecided) {
    return { ...base, verdict: 'passed', passed: 1, total: 1 };
  }
  return {
    ...base,
    verdict: 'failed',
    passed: 0,
    total: 1,
    feedback: `${one} x ${other} is wrong`,
  };
}

export function openClaim(answers: readonly Example[] = []): Reality {
  const stages = [arithmetic, secondReader];
  return {
    kind: 'claim',
    problem: claimProblem,
    stages,
    axes: [{ name: 'n', bounds: [41, 44] }],
    objectives: [{ name: 'n', direction: 'minimise', weight: 1 }],
    batch: 8,
    formOf: (source) => source.replaceAll(/\s/gu, ''),
    async *judge(name, batch, signal) {
      const known = stages.find((each) => each.name === name);
      if (known === undefined) throw unknownStage(name);
      for (const candidate of batch) {
        signal.throwIfAborted();
        yield await Promise.resolve(judged(known, candidate, answers));
      }
    },
    references: () => Promise.resolve([]),
    async disagreements(candidates, most) {
      const results = candidates.flatMap(({ id, source }) => {
        const { factors } = refutationIn(source) ?? {};
        return factors === undefined ? [] : [{ candidate: id, result: Math.min(...factors) }];
      });
      const isOpen = new Set(results.map(({ result }) => result)).size > 1;
      return isOpen ? [{ question: smaller, args: [], results }].slice(0, most) : [];
    },
    present: (_header, events) => {
      const shortlisted = events.findLast((event) => event.kind === 'shortlisted');
      const lines = shortlisted?.finalists.map(({ candidate }) => candidate.source) ?? [];
      return Promise.resolve([{ path: 'refutations.txt', text: lines.join('\n') }]);
    },
    close: () => Promise.resolve(),
  };
}

export const claimSpecification: Specification = {
  path: '/anywhere/euler.sluice.json',
  text: claim.intent,
  problem: claimProblem,
  readAnswer: (text) => ({ args: [], result: Number(text.split('=>')[1]) }),
  open: ({ answers }) => Promise.resolve(openClaim(answers)),
};

const unknownStage = (name: string): SluiceError =>
  new SluiceError({
    fault: 'internal',
    place: 'claim',
    found: `the stage \`${name}\``,
    wanted: 'one of its own',
    mend: 'This is a fault of the test.',
  });
