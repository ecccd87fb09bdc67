import type { APICallError } from 'ai';

import { SluiceError } from '../../../domain/errors.ts';
import type { Clock } from '../../../ports/clock.ts';
import { retryDelayMs } from '../endpoint/answer.ts';
import type { Exchange } from '../endpoint/transport.ts';
import { readVerdict } from '../endpoint/verdict.ts';
import { keyVariables, type SdkId } from './sdk-id.ts';

/** Errors by which the SDK says that no request at all can be made. */
const hopeless: ReadonlySet<string> = new Set([
  'AI_LoadAPIKeyError',
  'AI_LoadSettingError',
  'AI_NoSuchModelError',
  'AI_UnsupportedModelVersionError',
]);

/** Errors by which it says that this one request cannot be made; nothing was sent. */
const refused: ReadonlySet<string> = new Set([
  'AI_InvalidArgumentError',
  'AI_InvalidPromptError',
  'AI_UnsupportedFunctionalityError',
]);

export interface Asked {
  readonly id: SdkId;
  /** What must stand in no message. */
  readonly key: string | undefined;
  readonly clock: Clock;
}

/** Reads what the SDK has thrown as responses are read by the other adapter; never throws itself. */
export function readFailure(thrown: unknown, asked: Asked): Exchange {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error.name === 'AI_APICallError') return readCallError(error as APICallError, asked);
  const reason = shortened(error.message, asked.key);
  if (hopeless.has(error.name)) {
    return { outcome: { kind: 'hopeless', error: unusable(asked, reason) } };
  }
  const failure = refused.has(error.name) ? 'refused' : 'unanswered';
  return { outcome: { kind: 'failed', failure, reason } };
}

function readCallError(error: APICallError, asked: Asked): Exchange {
  const { statusCode: status, responseHeaders, responseBody = '', message } = error;
  const reason = shortened(message, asked.key);
  if (status === undefined) {
    const failure = isUnreachable(error) ? 'unreachable' : 'unanswered';
    return { outcome: { kind: 'failed', failure, reason } };
  }
  const headers = responseHeaders ?? {};
  // A good status with a body that is no answer.
  if (status < 300) return { outcome: { kind: 'failed', failure: 'unanswered', reason }, headers };
  // Providers write their errors in many ways: the SDK has read the message.
  const response = { kind: 'response', status, headers, body: reason } as const;
  const verdict = readVerdict(response, 1, asked.clock);
  if (verdict.kind === 'failed') {
    const waitMs = verdict.waitMs ?? retryDelayMs(responseBody);
    return { outcome: { ...verdict, waitMs }, headers };
  }
  if (verdict.kind !== 'hopeless') return { outcome: verdict, headers };
  const found = `status ${status}: ${reason}`;
  return { outcome: { kind: 'hopeless', error: unusable(asked, found) }, headers };
}

function unusable({ id: { provider, model } }: Asked, found: string): SluiceError {
  const variable = keyVariables[provider];
  return new SluiceError({
    fault: 'input',
    place: `--model ${provider}/${model}`,
    found,
    wanted: 'a key that the provider accepts, and a model that it has',
    mend:
      variable === undefined
        ? 'Correct --model, or set the variables that the package of the provider reads.'
        : `Correct --model, or set ${variable} to your key.`,
  });
}

/** No connection came about, however deep in the causes it says so. */
function isUnreachable(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as NodeJS.ErrnoException;
    if (
      code !== undefined &&
      /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH)$/u.test(code)
    ) {
      return true;
    }
  }
  return false;
}

function shortened(text: string, key: string | undefined): string {
  const shown = key === undefined ? text : text.replaceAll(key, '…');
  return shown.replaceAll(/\s+/gu, ' ').trim().slice(0, 300);
}
