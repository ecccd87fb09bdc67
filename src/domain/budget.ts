/** The limits of a run; the first one spent ends it. At least one is set. */
export interface Budget {
  readonly seconds?: number;
  /** What enters the gauntlet; for the grammar model alone, programs generated. */
  readonly candidates?: number;
  readonly tokens?: number;
  readonly dollars?: number;
}

/** What a run has used so far, in the units of its budget. */
export interface Spent {
  readonly seconds: number;
  readonly candidates: number;
  readonly tokens: number;
  readonly dollars: number;
}

const limits = ['seconds', 'candidates', 'tokens', 'dollars'] as const;

/** The name of the first limit that is spent; `undefined` while all hold. */
export function spentLimit(budget: Budget, spent: Spent): keyof Budget | undefined {
  return limits.find((limit) => {
    const most = budget[limit];
    return most !== undefined && spent[limit] >= most;
  });
}

/** The share of the budget that is used, from 0 to 1: of the limit that is nearest its end. */
export function spentShare(budget: Budget, spent: Spent): number {
  const shares = limits.map((limit) => {
    const most = budget[limit];
    return most === undefined ? 0 : spent[limit] / most;
  });
  return Math.min(1, Math.max(...shares));
}
