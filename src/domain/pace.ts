/** How a search spends its time, and how old what it breeds from is: sums over its steps. */
export interface Pace {
  readonly steps: number;
  /** From asking to the answer, and from there to the last verdict; steps overlap. */
  readonly generatingMs: number;
  readonly judgingMs: number;
  /** Parents that proposals were made of, and how many steps ago these were proposed themselves. */
  readonly parents: number;
  readonly parentSteps: number;
}

export const noPace: Pace = {
  steps: 0,
  generatingMs: 0,
  judgingMs: 0,
  parents: 0,
  parentSteps: 0,
};

export function addPace(left: Pace, right: Pace): Pace {
  return {
    steps: left.steps + right.steps,
    generatingMs: left.generatingMs + right.generatingMs,
    judgingMs: left.judgingMs + right.judgingMs,
    parents: left.parents + right.parents,
    parentSteps: left.parentSteps + right.parentSteps,
  };
}
