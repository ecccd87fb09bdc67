import { SluiceError } from '../../../domain/errors.ts';

/** Where a model is asked, and what it is called there. */
export interface Address {
  /** Of the chat completions. */
  readonly url: URL;
  readonly model: string;
}

const path = '/chat/completions';

/** Reads `URL#MODEL`, as `--model` takes it; `undefined` for anything that is no web address. */
export function readAddress(id: string): Address | undefined {
  if (!/^https?:\/\//iu.test(id)) return undefined;
  const hash = id.indexOf('#');
  const base = hash < 0 ? id : id.slice(0, hash);
  const model = hash < 0 ? '' : id.slice(hash + 1);
  if (model === '' || !URL.canParse(base)) {
    throw badAddress(model === '' ? 'no model after `#`' : 'no address');
  }
  const url = new URL(base);
  // The id is recorded, printed and shared: nothing secret may stand in it.
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw badAddress('a user, a password or a query in the address');
  }
  url.pathname = url.pathname.replace(/\/+$/u, '');
  if (!url.pathname.endsWith(path)) url.pathname += path;
  return { url, model };
}

/** On this machine: whatever is served here has no price. */
export function isLocal({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function badAddress(found: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: '--model',
    found,
    wanted: '`URL#MODEL`: the base URL of an OpenAI-compatible server, and the name of its model',
    mend: 'Such as `http://127.0.0.1:8080/v1#simulated`. Keys come from environment variables.',
  });
}
