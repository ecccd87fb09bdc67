/** A model by the name of its provider, as the AI SDK knows it. */
export interface SdkId {
  readonly provider: string;
  readonly model: string;
}

/** Reads `PROVIDER/MODEL`; `undefined` for anything else. What follows the first slash is the model. */
export function readSdkId(id: string): SdkId | undefined {
  const found = /^([a-z][a-z0-9-]{0,40})\/(\S+)$/u.exec(id);
  return found === null ? undefined : { provider: found[1]!, model: found[2]! };
}

/** The package that speaks with a provider. */
export function packageOf({ provider }: SdkId): string {
  return `@ai-sdk/${provider}`;
}

/** What such a package calls the provider: `amazon-bedrock` exports `amazonBedrock`. */
export function exportOf({ provider }: SdkId): string {
  return provider.replaceAll(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

/** Where providers that want one key look for it; others say so themselves. */
export const keyVariables: Readonly<Record<string, string>> = {
  alibaba: 'ALIBABA_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  cohere: 'COHERE_API_KEY',
  deepinfra: 'DEEPINFRA_API_KEY',
  deepseek: 'DEEPSEEK_API_KEY',
  fireworks: 'FIREWORKS_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  huggingface: 'HUGGINGFACE_API_KEY',
  mistral: 'MISTRAL_API_KEY',
  moonshotai: 'MOONSHOT_API_KEY',
  openai: 'OPENAI_API_KEY',
  perplexity: 'PERPLEXITY_API_KEY',
  togetherai: 'TOGETHER_API_KEY',
  xai: 'XAI_API_KEY',
};
