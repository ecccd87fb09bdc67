/** How many bits are set: how many examples a mask stands for. */
export function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The positions of the bits that are set among the lowest `width`. */
export function examplesOf(mask: number, width: number): number[] {
  return Array.from({ length: width }, (_, index) => index).filter((index) => (mask >> index) & 1);
}
