import { SluiceError } from '../../../domain/errors.ts';

/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Of input that the provider had read before; the default is the price of other input. */
  readonly cachedInput?: number | undefined;
  /** Of input that it keeps for later requests; the default is the price of other input. */
  readonly keptInput?: number | undefined;
}

/** Tokens as a provider bills them; `cached` and `kept` are part of `input`. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  /** Read, and kept for later requests; 0 where it is left out. */
  readonly kept?: number;
  /** Nobody has counted them: they are the most that they can have been. */
  readonly isEstimate?: boolean;
}

/** Nothing is known of what a model costs: no dollars are counted, and the report says so. */
export const unknownPrice: Price = { input: 0, output: 0 };

/** What a use costs, in dollars. */
export function dollarsFor({ input, output, cached, kept = 0 }: Usage, price: Price): number {
  const { cachedInput = price.input, keptInput = price.input } = price;
  const read = (input - cached - kept) * price.input + cached * cachedInput + kept * keptInput;
  return (read + output * price.output) / 1e6;
}

/** Dollars are capped, and nobody knows what this costs. */
export function noPrice(id: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: '--dollars',
    found: `no price for ${id}`,
    wanted: 'a price for each model that a budget in dollars is to hold for',
    mend: 'Add it to prices.json in SLUICE_HOME, or limit the run by --tokens instead.',
  });
}
