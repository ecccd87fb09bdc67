import type { FunctionSandbox } from '../src/ports/sandbox.ts';
import { runOfCheats } from '../test/attack/served-cheats.ts';
import { right } from '../test/engine/priced.ts';
import { Canaries } from '../test/security/canaries.ts';
import { escapeAttempts } from '../test/security/escape-attempts.ts';

/** How many of the known ways out of a sandbox reach anything, each with neighbours that notice. */
export async function escapes(sandbox: FunctionSandbox): Promise<object> {
  const canaries = new Canaries();
  await canaries.open();
  try {
    const reached: string[] = [];
    for (const [name, body] of Object.entries(escapeAttempts)) {
      if ((await canaries.reachedBy(body, sandbox)).length > 0) reached.push(name);
    }
    return { attempts: Object.keys(escapeAttempts).length, reached };
  } finally {
    canaries.close();
  }
}

/** How many cheats of the corpus a whole run with held-out cases hands over as survivors. */
export async function cheatsShortlisted(): Promise<object> {
  const { cheats, outcome } = await runOfCheats('beside');
  const { shortlist, counts } = outcome;
  const shortlisted = shortlist.filter(({ source }) => !source.includes(right)).length;
  return { cheats, passedAllThatIsVisible: counts.survived - 1, shortlisted };
}
