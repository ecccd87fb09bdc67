import type { Pace } from '../domain/pace.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { Question } from './asking.ts';
import type { Asked } from './spending.ts';
import type { Step } from './steps.ts';

/** A step with what it was asked, and what that was expected to take. */
export type Taken = Step & {
  readonly question: Question;
  readonly asked: Asked;
  readonly answeredMs: number;
  readonly judgedMs: number;
};

/** How long a candidate was judged. */
export const trialMsOf = ({ evidence }: Climb): number =>
  evidence.reduce((sum, { wallMs }) => sum + wallMs, 0);

/** What one step adds to the pace: a parent counts as often as something was made of it. */
export function paceOf({ question, asked, answeredMs, judgedMs }: Taken, step: number): Pace {
  const parents = question.request.asks.flatMap((ask) => ask.parents);
  const ages = parents.map(({ candidate }) => step - candidate.step);
  return {
    steps: 1,
    generatingMs: answeredMs - asked.atMs,
    judgingMs: judgedMs - answeredMs,
    parents: parents.length,
    parentSteps: ages.reduce((sum, age) => sum + age, 0),
  };
}
