import type { Candidate } from '../../../domain/candidate.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { TypeChecker, TypeFault } from '../../../ports/type-checker.ts';
import type { Bench, JudgingStage } from './judging.ts';

const name = 'types';
/** Faults that are told; the rest are counted. */
const toldMost = 3;
const messageCharactersMost = 300;

/**
 * Whoever is about to be shortlisted is type-checked. What a type says and what a function does are
 * two things: faults are told to whoever is to use it, put it behind those without, and end nobody.
 */
export function typesStage({ spec }: Bench, checker: TypeChecker): JudgingStage {
  const { signature } = spec.problem;
  const check = async ({ id, source }: Candidate, signal: AbortSignal): Promise<Evidence> => {
    const { wallMs, ...finding } = await checker.check(source, signature, signal);
    const seen = { candidate: id, stage: name, wallMs };
    switch (finding.kind) {
      case 'timedOut':
        return { ...seen, verdict: 'timedOut', limitMs: finding.limitMs };
      case 'crashed':
        return { ...seen, verdict: 'crashed', error: finding.error };
      case 'checked':
        return { ...seen, ...judged(finding.faults) };
    }
  };
  return {
    name,
    audience: 'contenders',
    hard: false,
    selective: false,
    varies: false,
    async *judge(batch, signal) {
      for (const candidate of batch) yield await check(candidate, signal);
    },
  };
}

function judged(faults: readonly TypeFault[]) {
  const progress = { passed: faults.length === 0 ? 1 : 0, total: 1 };
  if (faults.length === 0) return { verdict: 'passed', ...progress } as const;
  return { verdict: 'failed', ...progress, feedback: inWords(faults) } as const;
}

function inWords(faults: readonly TypeFault[]): string {
  const told = faults
    .slice(0, toldMost)
    .map(({ line, column, message }) => `line ${line}, column ${column}: ${brief(message)}`);
  const further = faults.length - told.length;
  return [...told, ...(further > 0 ? [`and ${further} more`] : [])].join(' · ');
}

const brief = (message: string): string =>
  message.length > messageCharactersMost ? `${message.slice(0, messageCharactersMost)}…` : message;
