/**
 * The heuristics that FunSearch found (Romera-Paredes et al., Nature 625, 2024, bin packing),
 * written anew from their formulas. They are shown beside what Sluice finds and decide nothing.
 */

/** For OR-Library's instances: a step function of the room that is left after packing. */
export function orPriority(item: number, remaining: number): number {
  const left = remaining - item;
  if (left <= 2) return 4;
  if (left <= 3) return 3;
  if (left <= 5) return 2;
  if (left <= 7) return 1;
  if (left <= 9) return 0.9;
  if (left <= 12) return 0.95;
  if (left <= 15) return 0.97;
  if (left <= 21) return 0.98;
  return 0.99;
}

/**
 * For Weibull instances. It looks at all bins with room for the item at once, in the order of the
 * bins, as each bin's score is lessened by its left neighbour's: no function of a single bin.
 */
export function weibullPriorities(item: number, remaining: readonly number[]): number[] {
  const most = Math.max(...remaining);
  const scores = remaining.map((room) => {
    const score = (room - most) ** 2 / item + room ** 2 / item ** 2 + room ** 2 / item ** 3;
    return room > item ? -score : score;
  });
  return scores.map((score, index) => (index === 0 ? score : score - scores[index - 1]!));
}

/**
 * The bins that a list fills when all bins with room for an item are scored at once, in order,
 * and the first of the highest takes it. A heuristic of this kind may leave an empty bin out.
 */
export function binsByPriorities(
  priorities: (item: number, remaining: readonly number[]) => number[],
  list: readonly number[],
  capacity: number,
): number {
  const smallest = Math.min(...list);
  let closed = 0;
  // Two empty bins at the end stand for all that follow: each later one has the same neighbour.
  const open = [capacity, capacity];
  for (const item of list) {
    const fitting = [...open.keys()].filter((bin) => open[bin]! >= item);
    const scores = priorities(
      item,
      fitting.map((bin) => open[bin]!),
    );
    const bin = fitting[scores.indexOf(Math.max(...scores))]!;
    open[bin]! -= item;
    while (open.at(-2) !== capacity || open.at(-1) !== capacity) open.push(capacity);
    if (open[bin]! < smallest) {
      open.splice(bin, 1);
      closed++;
    }
  }
  return closed + open.filter((remaining) => remaining < capacity).length;
}
