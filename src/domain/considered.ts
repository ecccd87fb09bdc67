/**
 * What the inner loop of the grammar model did, each figure counted on its own:
 *
 * - `tokens`: productions actually chosen, one a node that was emitted;
 * - `generated`: programs built, duplicates included;
 * - `distinct`: of these, syntactically different from all before;
 * - `runOnOne`, `runOnAll`: executed on at least one case, on every case;
 * - `new`: of those run on all, semantically different from all before;
 * - `covered`: combinations that a goal join decided without building or running them. They are
 *   in none of the other figures.
 *
 * Where a score judges, the model runs nothing inside, and the gauntlet counts for it: `runOnOne`
 * a program that any stage executed, `runOnAll` one that the last stage for everyone took through
 * all its instances, `new` one whose scores there were not seen before.
 */
export interface Considered {
  readonly tokens: number;
  readonly generated: number;
  readonly distinct: number;
  readonly runOnOne: number;
  readonly runOnAll: number;
  readonly new: number;
  readonly covered: number;
}

export const nothingConsidered: Considered = {
  tokens: 0,
  generated: 0,
  distinct: 0,
  runOnOne: 0,
  runOnAll: 0,
  new: 0,
  covered: 0,
};

export function addConsidered(left: Considered, right: Considered): Considered {
  return {
    tokens: left.tokens + right.tokens,
    generated: left.generated + right.generated,
    distinct: left.distinct + right.distinct,
    runOnOne: left.runOnOne + right.runOnOne,
    runOnAll: left.runOnAll + right.runOnAll,
    new: left.new + right.new,
    covered: left.covered + right.covered,
  };
}
