import type { CaseTable } from './cases.ts';
import type { Leaf } from './grammar.ts';
import type { Kernel } from './kernel.ts';

/** Cases in a tile of the kernel. */
const tileCases = 8;

/** Hands the cases to the kernel's programs: tiles of leaves, targets and weights. */
export function loadPrograms(kernel: Kernel, cases: CaseTable, leaves: readonly Leaf[]): void {
  const tiles = Math.ceil(cases.count / tileCases);
  kernel.configurePrograms(tiles, leaves.length);
  const memory = new Float64Array(kernel.memory.buffer);
  for (let at = 0; at < tiles * tileCases; at++) {
    const source = at < cases.count ? at : 0;
    const tile = Math.floor(at / tileCases);
    for (const [place, leaf] of leaves.entries()) {
      const start = kernel.leafAt() / 8 + (tile * leaves.length + place) * tileCases;
      memory[start + (at % tileCases)] = leaf.column[source]!;
    }
    memory[kernel.targetAt() / 8 + at] = cases.target[source]!;
    memory[kernel.weightAt() / 8 + at] = at < cases.count ? 1 : 0;
  }
  kernel.seal();
}
