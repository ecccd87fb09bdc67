/**
 * Sluice: an engine of brute-force reality testing. Models propose, reality judges, and three
 * survivors that differ in a way that matters come back.
 */
export {
  openEngine,
  type Difference,
  type Engine,
  type EngineOptions,
  type Replay,
  type ReplayedStage,
  type ResumeOptions,
  type SolveOptions,
} from './compose.ts';
export {
  simulatedOf,
  type Dial,
  type DialledRun,
  type Recorded,
  type Simulated,
} from './dial/dial.ts';
export { dialPage } from './dial/page.ts';
export type { Attack, Breach } from './domain/breach.ts';
export type { Budget } from './domain/budget.ts';
export type { Considered } from './domain/considered.ts';
export { closest } from './domain/closest.ts';
export type { Choice, Drafted, DraftedProperty, Unclear } from './domain/drafted.ts';
export { SluiceError, type Fault } from './domain/errors.ts';
export { limitOf, type Evidence, type Verdict } from './domain/evidence.ts';
export type { Example, Signature } from './domain/function.ts';
export type { Plan } from './domain/plan.ts';
export type { Observer, Progress } from './domain/progress.ts';
export type { Cost, Counts, RunEvent, RunHeader, RunStatus } from './domain/run.ts';
export { againWords, lacking, limitWords } from './domain/again.ts';
export { scoreFigures } from './domain/score-figures.ts';
export { scoreOf } from './domain/score.ts';
export { whyUnheard } from './domain/unheard.ts';
export {
  whyFewer,
  type Disagreement,
  type Reference,
  type ScoreReport,
} from './domain/shortlist.ts';
export { showRounded, showValue, type Value, type ValueType } from './domain/value.ts';
export type { Pick, RunSummary } from './ports/ledger.ts';
export { defineFunction, type FunctionSpec } from './realities/function/spec.ts';
export type { ContestReport } from './reports/contest.ts';
export type {
  Outcome,
  OutcomeClosest,
  OutcomeEvidence,
  OutcomeFinalist,
} from './reports/outcome.ts';
export { sluiceVersion } from './version.ts';
