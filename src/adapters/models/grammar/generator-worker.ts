import { parentPort } from 'node:worker_threads';

import type { FromGenerators, SentHarvest, ToGenerators } from './generator-messages.ts';
import type { Generator } from './generator.ts';
import { generatorFactories } from './generators.ts';
import { keyOf } from './language/expression.ts';

/** Hosts generators on a thread of its own, and does what the session asks, message by message. */
const generators = new Map<number, Generator>();

function open(message: Extract<ToGenerators, { kind: 'open' }>): FromGenerators {
  const names: [number, string][] = [];
  for (const place of message.generators) {
    const generator = generatorFactories[place]!(message.problem, message.seed);
    if (generator === undefined) continue;
    generators.set(place, generator);
    names.push([place, generator.name]);
  }
  return { kind: 'opened', names };
}

function advance(message: Extract<ToGenerators, { kind: 'advance' }>): FromGenerators {
  const harvests = message.quotas.map(([place, quota]): SentHarvest => {
    const harvest = generators.get(place)!.advance(quota);
    const findings = harvest.findings.map(({ program, error }) => ({
      program: keyOf(program),
      error,
    }));
    return { ...harvest, generator: place, findings };
  });
  return { kind: 'advanced', harvests };
}

parentPort!.on('message', (message: ToGenerators) => {
  let answer: FromGenerators;
  try {
    answer = message.kind === 'open' ? open(message) : advance(message);
  } catch (error) {
    answer = { kind: 'broken', error };
  }
  parentPort!.postMessage(answer);
});
