/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Of input that the provider had read before; the default is the price of other input. */
  readonly cachedInput?: number | undefined;
}

/** Tokens as a provider bills them; `cached` are part of `input`. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** What a use costs, in dollars. */
export function dollarsFor({ input, output, cached }: Usage, price: Price): number {
  const cachedInput = price.cachedInput ?? price.input;
  return ((input - cached) * price.input + cached * cachedInput + output * price.output) / 1e6;
}
