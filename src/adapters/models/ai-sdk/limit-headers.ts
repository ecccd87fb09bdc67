import type { Clock } from '../../../ports/clock.ts';

const parts = ['limit', 'remaining'] as const;

/**
 * The headers of a response, with Anthropic's on its limits also under the names that others use:
 * `anthropic-ratelimit-tokens-remaining` is `x-ratelimit-remaining-tokens`, and a reset, which is
 * a date there, a number of seconds.
 */
export function limitHeaders(
  headers: Readonly<Record<string, string>>,
  clock: Clock,
): Record<string, string> {
  const translated: Record<string, string> = { ...headers };
  for (const unit of ['requests', 'tokens']) {
    const reset = Date.parse(headers[`anthropic-ratelimit-${unit}-reset`] ?? '');
    if (Number.isNaN(reset)) continue;
    // A date that has passed by our clock: the limit fills within its whole second.
    const seconds = Math.max(1, (reset - clock.wallMs()) / 1000);
    translated[`x-ratelimit-reset-${unit}`] = String(seconds);
    for (const part of parts) {
      const value = headers[`anthropic-ratelimit-${unit}-${part}`];
      if (value !== undefined) translated[`x-ratelimit-${part}-${unit}`] = value;
    }
  }
  return translated;
}
