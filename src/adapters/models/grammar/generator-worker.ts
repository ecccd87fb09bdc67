import { parentPort } from 'node:worker_threads';

import type {
  FromGenerators,
  SentFinding,
  SentHarvest,
  ToGenerators,
} from './generator-messages.ts';
import type { Finding, Generator } from './generator.ts';
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

const asSent = ({ program, error }: Finding): SentFinding => ({ program: keyOf(program), error });

function advance(message: Extract<ToGenerators, { kind: 'advance' }>): FromGenerators {
  const harvests = message.quotas.map(([place, quota]): SentHarvest => {
    const harvest = generators.get(place)!.advance(quota);
    const findings = harvest.findings.map(asSent);
    const nearest = harvest.nearest && asSent(harvest.nearest);
    return { ...harvest, generator: place, findings, nearest };
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
