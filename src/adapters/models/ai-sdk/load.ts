import type * as Ai from 'ai';
import type { LanguageModel } from 'ai';

import { SluiceError } from '../../../domain/errors.ts';
import { exportOf, keyVariables, packageOf, type SdkId } from './sdk-id.ts';

/** The AI SDK, and a model of one of its providers. */
export interface Sdk {
  readonly ai: typeof Ai;
  readonly model: Exclude<LanguageModel, string>;
}

/** Loads the SDK and the package of the provider, which are there only where somebody installed them. */
export async function loadSdk(id: SdkId): Promise<Sdk> {
  const needed = packageOf(id);
  const [ai, provider] = await Promise.all([
    import('ai').catch((error: unknown) => refuse(error, id, 'ai')),
    import(needed).catch((error: unknown) => refuse(error, id, needed)) as Promise<object>,
  ]);
  const name = exportOf(id);
  const create: unknown = Reflect.get(provider, name);
  if (typeof create !== 'function') {
    throw new SluiceError({
      fault: 'environment',
      place: needed,
      found: `no export \`${name}\``,
      wanted: 'a provider of language models for the AI SDK',
      mend: `Use another release of ${needed}, or \`URL#MODEL\` where the server speaks as OpenAI's does.`,
    });
  }
  return { ai, model: (create as (model: string) => Sdk['model'])(id.model) };
}

function refuse(error: unknown, id: SdkId, needed: string): never {
  const isMissing = error instanceof Error && error.message.includes(`'${needed}'`);
  const known = Object.hasOwn(keyVariables, id.provider);
  throw new SluiceError({
    fault: 'input',
    place: `--model ${id.provider}/${id.model}`,
    found: isMissing
      ? `no package \`${needed}\``
      : `\`${needed}\` that does not load: ${said(error)}`,
    wanted: 'the AI SDK and its package for the provider',
    mend:
      `Install them: npm install ai ${packageOf(id)}` +
      (known ? '' : ` (known providers: ${Object.keys(keyVariables).join(', ')}).`),
    cause: error,
  });
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
