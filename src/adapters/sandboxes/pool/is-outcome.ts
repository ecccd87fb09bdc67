import type { Value } from '../../../domain/value.ts';
import type { CallResult, Outcome, Task } from '../../../ports/sandbox.ts';

/** Whether a message from a sandbox's process is what it claims to be, down to every value. */
export function isOutcome(message: unknown): message is Outcome {
  if (!isRecord(message) || !isAmount(message['wallMs'])) return false;
  if (message['fuel'] !== undefined && !isAmount(message['fuel'])) return false;
  switch (message['kind']) {
    case 'returned':
      return isListOf(message['results'], isCallResult);
    case 'scored':
      return isListOf(message['scores'], isNumber);
    case 'timed':
      return isListOf(message['nanoseconds'], isAmount);
    case 'checked':
      return isAmount(message['total']) && isListOf(message['broken'], isBroken);
    case 'timedOut':
      return isAmount(message['limitMs']) && isAmount(message['fuelMost'] ?? 0);
    case 'crashed':
      return isText(message['error']);
    case 'rejected':
      return isText(message['reason']);
    default:
      return false;
  }
}

/** Whether an outcome speaks of what was asked: as many results as inputs, scores as instances. */
export function answers(outcome: Outcome, task: Task): boolean {
  switch (outcome.kind) {
    case 'returned':
      return task.kind === 'call' && outcome.results.length === task.inputs.length;
    case 'scored':
      return outcome.scores.length === scoresAsked(task);
    case 'timed':
      return task.kind === 'time';
    case 'checked':
      return (
        task.kind === 'properties' ||
        (task.kind === 'holds' && outcome.total === task.properties.length)
      );
    case 'timedOut':
    case 'crashed':
    case 'rejected':
      return true;
  }
}

function scoresAsked(task: Task): number | undefined {
  switch (task.kind) {
    case 'score':
      return task.to - task.from;
    case 'count':
      return 1;
    case 'aggregate':
      return task.lists.length;
    case 'call':
    case 'holds':
    case 'properties':
    case 'time':
      return undefined;
  }
}

function isCallResult(thing: unknown): thing is CallResult {
  if (!isRecord(thing)) return false;
  switch (thing['kind']) {
    case 'value':
      return isValue(thing['value']);
    case 'threw':
      return isText(thing['error']);
    case 'unusable':
      return isText(thing['description']);
    default:
      return false;
  }
}

function isValue(thing: unknown): thing is Value {
  if (isNumber(thing) || typeof thing === 'boolean' || isText(thing) || thing === null) return true;
  if (Array.isArray(thing)) return isListOf(thing, isValue);
  return isRecord(thing) && isPlain(thing) && Object.values(thing).every(isValue);
}

/** Of what can come in a message, maps, dates and errors are no records. */
function isPlain(thing: object): boolean {
  return Object.getPrototypeOf(thing) === Object.prototype;
}

function isBroken(thing: unknown): boolean {
  return isRecord(thing) && isText(thing['property']) && isText(thing['counterexample']);
}

const isNumber = (thing: unknown): thing is number => typeof thing === 'number';
/** What was spent, or counted: neither negative nor without end. */
const isAmount = (thing: unknown): boolean => isNumber(thing) && thing >= 0 && thing < Infinity;
const isText = (thing: unknown): thing is string => typeof thing === 'string';
const isRecord = (thing: unknown): thing is Record<string, unknown> =>
  typeof thing === 'object' && thing !== null;

function isListOf(thing: unknown, isOne: (item: unknown) => boolean): boolean {
  if (!Array.isArray(thing)) return false;
  // Holes are looked at too: a list without elements may be four thousand million long.
  for (const item of thing as unknown[]) if (!isOne(item)) return false;
  return true;
}
