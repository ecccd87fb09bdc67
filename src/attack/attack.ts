import type { Attack, Breach } from '../domain/breach.ts';
import type { Candidate } from '../domain/candidate.ts';
import { hasPassed, type Evidence } from '../domain/evidence.ts';
import type { Cheat, Target } from './cheat.ts';
import { corpus } from './corpus.ts';

/** Takes candidates through the stages that every candidate goes through, the held-out ones too. */
export type Gauntlet = (
  batch: readonly Candidate[],
  signal: AbortSignal,
) => AsyncIterable<{ readonly evidence: readonly Evidence[]; readonly survived: boolean }>;

/**
 * Turns every cheat on a specification and answers those that pass all that could stop them: the
 * same stages, in the same sandbox, as any candidate. Where `signal` ends it, what was found so
 * far stands.
 */
export async function attack(
  target: Target,
  gauntlet: Gauntlet,
  signal: AbortSignal,
): Promise<Attack> {
  const breaches: Breach[] = [];
  let tried = 0;
  for (const cheat of corpus) {
    try {
      const passed = await comesThrough(cheat, target, gauntlet, signal);
      if (passed !== undefined) {
        breaches.push({ cheat: cheat.name, does: cheat.does, passed, mend: cheat.mend(target) });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      break;
    }
    tried++;
  }
  const cheats = new Map(corpus.map((cheat) => [cheat.name, cheat]));
  const through = new Set(breaches.map(({ cheat }) => cheat));
  const news = breaches.filter(
    ({ cheat }) => !cheats.get(cheat)!.dresses.some((plainer) => through.has(plainer)),
  );
  return { breaches: news, untried: corpus.length - tried };
}

/** The stages that one of its programs passed without failing any; `undefined` where none did. */
async function comesThrough(
  cheat: Cheat,
  target: Target,
  gauntlet: Gauntlet,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const batch = cheat.sources(target).map((source, index) => candidateOf(cheat, source, index));
  if (batch.length === 0) return undefined;
  let passed: readonly string[] | undefined;
  for await (const { evidence, survived } of gauntlet(batch, signal)) {
    // A stage that is not hard ranks only: whoever fails it was not let through unnoticed.
    if (survived && evidence.every(hasPassed)) passed ??= evidence.map(({ stage }) => stage);
  }
  return passed;
}

function candidateOf({ name }: Cheat, source: string, index: number): Candidate {
  const made = { parents: [], strategy: 'attack', tokens: 0, costUsd: 0, step: 0, island: 0 };
  return { ...made, source, model: 'attack', id: `${name} ${index + 1}` };
}
