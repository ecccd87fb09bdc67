import type { ContestView, PageData } from '../page-data.ts';
import type { Row } from './counts-table.ts';

/** What language models were asked, answered and paid. */
export function asked({ cost, counts }: PageData): readonly Row[] {
  const { requests, unanswered = 0, inputTokens, cachedTokens = 0, outputTokens, dollars } = cost;
  const { estimated = { tokens: 0, dollars: 0 } } = cost;
  const each = dollars / counts.survived;
  const rows: readonly Row[] = [
    { name: 'requests', count: requests, means: `For ${dollars.toFixed(4)} dollars in all.` },
    {
      name: 'cut off',
      count: unanswered,
      means:
        'Not answered, or not in full; charged by what was heard, or at the most that it may have cost.',
    },
    { name: 'input tokens', count: inputTokens, means: 'Read by the models.' },
    { name: 'cached tokens', count: cachedTokens, means: 'Of these, read before by the provider.' },
    { name: 'output tokens', count: outputTokens, means: 'Written by the models.' },
    {
      name: 'estimated tokens',
      count: estimated.tokens,
      means:
        'Of all tokens, those that no server has counted, at the most that they can have been: ' +
        `${estimated.dollars.toFixed(4)} of the dollars.`,
    },
    {
      name: 'tokens without a price',
      count: cost.unpricedTokens ?? 0,
      means: 'Of all tokens, those of models whose price nobody knows: the dollars leave them out.',
    },
  ];
  const always = new Set(['requests', 'input tokens', 'output tokens']);
  const shown = rows.filter(({ name, count }) => always.has(name) || count > 0);
  if (counts.survived === 0) return shown;
  const tokens = Math.round((inputTokens + outputTokens) / counts.survived);
  return [
    ...shown,
    { name: 'tokens a survivor', count: tokens, means: `Or ${each.toPrecision(2)} dollars.` },
  ];
}

/** Proposals that were asked for and did not come, by the reason. */
export function missingOf({ counts: { missing = {} } }: PageData): readonly Row[] {
  return Object.entries(missing).map(([reason, count]) => ({ name: reason, count, means: '' }));
}

/** Whether evolution beat plain sampling. */
export function verdictOf({ winner, evolution }: ContestView): string {
  if (evolution.run === 0) return 'Plain sampling alone: evolution had no share of the budget';
  return {
    evolution: 'Evolution beat plain sampling',
    control: 'Plain sampling beat evolution',
    undecided: 'Evolution and plain sampling cannot be told apart',
  }[winner];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Both sides, each counted as if it were alone, and how sure the verdict is. */
export function sidesOf({ control, evolution, difference, chance }: ContestView): readonly Row[] {
  const low = difference?.interval[0] ?? 0;
  const high = difference?.interval[1] ?? 0;
  const bySurvivors =
    difference === undefined
      ? ''
      : ` The share differs by ${percent(difference.rate)}, 95 % ${percent(low)} to ${percent(high)}.`;
  const byChance =
    chance === undefined
      ? ''
      : ` Of as many, its best is the better with a chance of ${percent(chance)}.`;
  return [
    row('evolution', evolution, bySurvivors + byChance),
    row('plain sampling', control, ' Asked without parents and without evidence, always alike.'),
  ];
}

function row(name: string, side: ContestView['control'], says: string): Row {
  return {
    name,
    count: side.run,
    means: `Distinct candidates, of which ${side.survived} survived.${says}`,
    ...(side.run === 0 ? {} : { share: side.survived / side.run }),
  };
}
