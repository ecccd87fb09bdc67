import { SluiceError } from '../../../domain/errors.ts';

/** Where a model is asked, and what it is called there. */
export interface Address {
  /** Of the chat completions. */
  readonly url: URL;
  readonly model: string;
}

const path = '/chat/completions';

/** Providers for whom speed is the point: asked over connections of our own by their name, too. */
const fast: Readonly<Record<string, string>> = {
  cerebras: 'https://api.cerebras.ai/v1',
  groq: 'https://api.groq.com/openai/v1',
  sambanova: 'https://api.sambanova.ai/v1',
};

/**
 * Reads `URL#MODEL`, or `PROVIDER/MODEL` of one of the fast ones, as `--model` takes it;
 * `undefined` for anything else.
 */
export function readAddress(id: string): Address | undefined {
  const slash = id.indexOf('/');
  const base = slash < 0 ? undefined : fast[id.slice(0, slash)];
  if (base !== undefined) return readUrl(`${base}#${id.slice(slash + 1)}`);
  return /^https?:\/\//iu.test(id) ? readUrl(id) : undefined;
}

function readUrl(id: string): Address {
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
