import { readSpecModule } from '../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { corpus } from '../../src/attack/corpus.ts';
import type { Outcome } from '../../src/index.ts';
import { loadSpec } from '../../src/realities/function/loading/load-spec.ts';
import { example, inWords, priced, right } from '../engine/priced.ts';

/** How a run ended whose model answers with all cheats of the corpus. */
export interface Cheated {
  readonly cheats: number;
  readonly outcome: Outcome;
}

/**
 * A run of an example with held-out cases, whose model answers with every cheat that the corpus
 * makes for it, `beside` one function that is right, or with cheats alone.
 */
export async function runOfCheats(beside: 'beside' | 'alone'): Promise<Cheated> {
  const { problem } = await loadSpec(example('numbers/median3.sluice.json'), readSpecModule);
  const cheats = corpus.flatMap((cheat) => cheat.sources({ problem, isHeldOut: true }));
  const replies = cheats.map((source) => `\`\`\`ts\n${source}\`\`\`\n`);
  const at = await priced(beside === 'beside' ? [...replies, inWords(right)] : replies);
  try {
    const budget = { candidates: 4 * replies.length, tokens: 1e7, seconds: 100 };
    return { cheats: cheats.length, outcome: await at.solve({ budget }) };
  } finally {
    await at.close();
  }
}
