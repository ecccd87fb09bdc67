import { connect } from 'node:net';

import { SluiceError } from '../../../domain/errors.ts';
import { isLocal } from './address.ts';

/** Whoever takes longer to answer a knock is left to the search, which is patient. */
const knockMs = 2000;

/** What is not there now will not be there in a moment either. */
const absent: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at',
  ENOTFOUND: 'there is no host of the name in',
};

/** Throws where nobody listens at an address; nothing is asked. */
export async function refuseDeadPort(id: string, url: URL): Promise<void> {
  const code = await knock(url);
  const found = code === undefined ? undefined : absent[code];
  if (found === undefined) return;
  throw new SluiceError({
    fault: 'input',
    place: `--model ${id}`,
    found: `${found} ${url.origin} (${code})`,
    wanted: 'a server that speaks the chat completions of OpenAI',
    mend: isLocal(url)
      ? 'Start the server, or correct the port. `sluice serve-model` serves a simulated model.'
      : 'Correct the address, or look whether this machine reaches it.',
  });
}

/** Connects and hangs up; the code of the error where that fails. */
function knock({ hostname, port, protocol }: URL): Promise<string | undefined> {
  const usual = protocol === 'https:' ? 443 : 80;
  const host = hostname.replaceAll(/[[\]]/gu, '');
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connect({ host, port: port === '' ? usual : Number(port), timeout: knockMs });
  socket.once('connect', () => resolve(undefined));
  socket.once('timeout', () => resolve(undefined));
  socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  return promise.finally(() => socket.destroy());
}
