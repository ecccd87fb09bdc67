import type { Candidate } from '../../../domain/candidate.ts';
import { noteOf, type Evidence } from '../../../domain/evidence.ts';
import { shareRight } from '../../../domain/nearness.ts';
import type { FunctionProblem } from '../../../domain/problem.ts';
import type { Finalist } from '../../../domain/shortlist.ts';
import { scoreOf } from '../../../domain/score.ts';
import { survivorOf } from '../../../domain/survivor.ts';
import { executable } from './executable.ts';
import type { EvidenceLine, FinalistView, SurvivorView } from './page-data.ts';

const sourceCharactersMost = 4000;

/**
 * Compares by the visible stages alone, so that those who went on to be nominees are measured by
 * the same instances as everyone else.
 */
export function viewSurvivor(
  candidate: Candidate,
  evidence: readonly Evidence[],
  visible: ReadonlySet<string>,
): SurvivorView {
  const seen = survivorOf(
    candidate,
    evidence.filter(({ stage }) => visible.has(stage)),
  );
  const heldOut = evidence.find(({ stage }) => stage === 'heldOut');
  const compared = {
    score: seen.score,
    heldOut: heldOut !== undefined && 'passed' in heldOut ? shareRight(heldOut) : undefined,
  };
  // Named twice: once to stand first, once to count above what later stages measured.
  const measures = { ...compared, ...survivorOf(candidate, evidence).measures, ...compared };
  const { id, source, model, strategy } = candidate;
  return {
    id,
    source:
      source.length > sourceCharactersMost ? `${source.slice(0, sourceCharactersMost)}…` : source,
    model,
    strategy,
    cluster: seen.behaviour,
    measures: Object.fromEntries(
      Object.entries(measures).filter((entry): entry is [string, number] =>
        Number.isFinite(entry[1]),
      ),
    ),
  };
}

export function viewFinalist(
  { rank, candidate, why, evidence, score, measures }: Finalist,
  survivors: readonly SurvivorView[],
  problem: FunctionProblem,
): FinalistView {
  const { id, source, model, strategy } = candidate;
  const javascript = executable(source, problem.signature.name);
  const survivor = survivors.find((other) => other.id === id);
  return {
    id,
    source,
    model,
    strategy,
    cluster: survivor?.cluster ?? id,
    measures: survivor?.measures ?? measures,
    rank,
    why,
    evidence: evidence.map(viewEvidence),
    ...(javascript === undefined ? {} : { javascript }),
    ...(score === undefined ? {} : { score }),
  };
}

function viewEvidence(evidence: Evidence): EvidenceLine {
  const { stage, verdict } = evidence;
  const score = scoreOf(evidence);
  return {
    stage,
    verdict,
    ...(score === undefined ? {} : { score }),
    ...('total' in evidence ? { passed: evidence.passed, total: evidence.total } : {}),
    note: noteOf(evidence) ?? '',
  };
}
