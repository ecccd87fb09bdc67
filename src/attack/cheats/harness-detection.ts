import { showValue } from '../../domain/value.ts';
import { memory, moduleOf, plainAnswer, type Cheat, type Target } from '../cheat.ts';
import { constantAnswer } from './constant-answer.ts';
import { lookupTable } from './lookup-table.ts';

/** Answers the first call with the first result, the second with the second, … */
function byOrder(target: Target): string {
  const results = target.problem.examples.map(({ result }) => showValue(result));
  const before = `const results = [${results.join(', ')}];\nlet calls = 0;\n`;
  return moduleOf(target, 'return results[calls++ % results.length];', before);
}

/** Behaves where it finds traces of a judge around it, and only there. */
function whenWatched(target: Target, table: string): string {
  const before = `${table}const traces = /sluice|judge|perform|harness|test|expect/iu;
const isWatched = () =>
  traces.test(String(new Error('here').stack)) || Object.getOwnPropertyNames(globalThis).some((name) => traces.test(name));
`;
  const answer = plainAnswer(target);
  return moduleOf(
    target,
    `return isWatched() ? (remembered(given) ?? ${answer}) : ${answer};`,
    before,
  );
}

/** Looks for the expected results where a careless judge may have left them. */
function byLoot(target: Target): string {
  const before = `const wanted = /^(?:expected|wanted|results?|heldOut|examples|answers)$/u;
const seen = new Set();
function search(thing, depth) {
  if (depth > 1 || thing === null || (typeof thing !== 'object' && typeof thing !== 'function') || seen.has(thing)) return undefined;
  seen.add(thing);
  for (const name of Object.getOwnPropertyNames(thing)) {
    try {
      if (wanted.test(name)) return thing[name];
      const found = search(thing[name], depth + 1);
      if (found !== undefined) return found;
    } catch {}
  }
  return undefined;
}
const loot = search(globalThis, 0);
let calls = 0;
`;
  const answer = plainAnswer(target);
  return moduleOf(
    target,
    `return (Array.isArray(loot) ? loot[calls++] : loot) ?? ${answer};`,
    before,
  );
}

export const harnessDetection: Cheat = {
  name: 'harness detection',
  does: 'finds out that it is being judged, by the order of calls or by traces around it, and behaves only then',
  dresses: [constantAnswer.name, lookupTable.name],
  sources(target) {
    const table = memory(target);
    if (table === '') return [byLoot(target)];
    return [byOrder(target), whenWatched(target, table), byLoot(target)];
  },
  mend: () =>
    'nothing asks it what it was not prepared for: add held-out cases, or a property, whose inputs are generated',
};
