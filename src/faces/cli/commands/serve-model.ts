import { once } from 'node:events';
import { resolve } from 'node:path';

import {
  errorKinds,
  faultKinds,
  serveSimulated,
  simulatedModel,
  type ModelServer,
} from '../../../compose.ts';
import { SluiceError } from '../../../index.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { Interrupt } from '../interrupt.ts';
import { flag, positiveInteger, positiveNumber, seed, share, text, texts } from '../options.ts';
import { given } from '../run-options.ts';

/** A speed that hardware without a batch reaches today. */
const defaultTokensPerSecond = 17_000;

export const serveModel = defineCommand({
  name: 'serve-model',
  usage: '[options]',
  summary: 'Serve a simulated model, OpenAI-compatible, for benchmarks and experiments',
  options: {
    'tokens-per-second': positiveNumber('N', 'The rate of each stream (default: 17000)'),
    'first-token-ms': seed('N', 'Milliseconds until the first token (default: 0)'),
    'tokens-per-event': positiveInteger('N', 'Tokens an event of a stream (default: by the rate)'),
    host: text('HOST', 'The address to listen at (default: 127.0.0.1)'),
    port: positiveInteger('N', 'The port to listen at (default: any that is free)'),
    seed: seed('N', 'Where chance starts from (default: 0)'),
    corpus: text('DIR', 'Answer with the files of a folder (default: programs of the grammar)'),
    skill: share('X', 'The mean chance that a program is right (default: 0.1)'),
    chance: share('X', 'The chance for every problem alike, whatever --skill says'),
    repair: texts('KIND=X', `The chance that a repair is right: ${errorKinds.join(', ')}`),
    distinct: positiveInteger('N', 'Different wrong programs for one problem (default: 4096)'),
    'reply-tokens': positiveInteger('N', 'Make each reply at least so long (default: as it is)'),
    fault: texts('KIND=X', `The chance of a fault: ${faultKinds.join(', ')}`),
    'requests-per-minute': positiveInteger('N', 'Refuse more with status 429'),
    'tokens-per-minute': positiveInteger('N', 'Refuse more, charged up front, with status 429'),
    json: flag('Print the address, and the counts at the end, as JSON lines'),
  },
  positionals: [0, 0],
  run: async ({ values }, terminal) => {
    const server = await serveSimulated({
      tokensPerSecond: values['tokens-per-second'] ?? defaultTokensPerSecond,
      ...given({
        firstTokenMs: values['first-token-ms'],
        tokensPerEvent: values['tokens-per-event'],
        host: values.host,
        port: values.port,
        seed: values.seed,
        corpus: values.corpus === undefined ? undefined : resolve(terminal.folder, values.corpus),
        skill: values.skill,
        chance: values.chance,
        repair: sharesOf(values.repair, errorKinds, '--repair'),
        distinct: values.distinct,
        replyTokensLeast: values['reply-tokens'],
        faults: sharesOf(values.fault, faultKinds, '--fault'),
        requestsPerMinute: values['requests-per-minute'],
        tokensPerMinute: values['tokens-per-minute'],
      }),
    });
    const { url } = server;
    const print = (document: object): void => terminal.out.write(`${JSON.stringify(document)}\n`);
    if (values.json) print({ url, model: simulatedModel });
    else terminal.out.write(`${url}#${simulatedModel}\nCtrl-C ends it.\n`);
    const counts = await untilInterrupted(server);
    if (values.json) print({ counts });
    return exitCodes.survived;
  },
});

async function untilInterrupted(server: ModelServer): Promise<ReturnType<ModelServer['counts']>> {
  const interrupt = new Interrupt(() => undefined);
  await once(interrupt.signal, 'abort');
  interrupt.close();
  const counts = server.counts();
  await server.close();
  return counts;
}

/** Reads `KIND=0.1` for each kind. */
function sharesOf<Kind extends string>(
  chances: readonly string[],
  kinds: readonly Kind[],
  place: string,
): Partial<Record<Kind, number>> {
  const shares: Partial<Record<Kind, number>> = {};
  for (const one of chances) {
    const [name, value] = one.split('=');
    const kind = kinds.find((each) => each === name);
    if (kind === undefined || value === undefined) throw badShare(one, kinds, place);
    shares[kind] = share('X', '').read([value], place) ?? 0;
  }
  return shares;
}

function badShare(found: string, kinds: readonly string[], place: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place,
    found: JSON.stringify(found),
    wanted: `KIND=CHANCE, where KIND is one of ${kinds.join(', ')}`,
    mend: `Write ${place} ${kinds[0]}=0.01; it may be repeated.`,
  });
}
