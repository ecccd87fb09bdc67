import type { Example } from '../domain/function.ts';
import { showValue, valueTypes } from '../domain/value.ts';
import type { Message } from '../ports/completions.ts';

const task =
  'You turn what a person wants into specifications of one TypeScript function: data, with properties as predicates. ' +
  'Answer with JSON in one Markdown code block.';

const form = `{"readings": [{
  "means": "what sets this reading apart, in a few words",
  "function": {"name": "…", "params": [{"name": "…", "type": "…"}], "returns": "…"},
  "examples": [{"args": [1], "result": 2}],
  "heldOut": [{"args": [3], "result": 4}],
  "properties": {"what is always true, in a few words": "(f, x) => f(x) > x"}
}]}`;

/**
 * What a language model is asked for: competing readings of an intent, each with a head, examples,
 * held-out cases and properties. `decided`: cases that a person has decided.
 */
export function readingsPrompt(words: string, decided: readonly Example[]): Message[] {
  const parts = [
    'Somebody wants a function, and says:',
    quoted(words),
    'Such words can be read in several ways. Give every reading that a sensible person could mean, ' +
      'the most likely first, four at most; one alone where nothing is left open. Readings that ' +
      'return the same for every call are one. Give all of them the same head.',
    `Answer in this form:\n\n${form}`,
    `The types of parameters and of what is returned are ${valueTypes.join(', ')}. ` +
      'Give each reading six examples and two other cases that are held out, with the calls on ' +
      'which the readings differ among the examples of each of them.',
    'A property is the text of a JavaScript predicate of the function and the arguments of one call, ' +
      'true for every call (it answers true where it does not apply): give each reading one to ' +
      'three that wrong programs would lack, or none where nothing is sure.',
    decidedOf(decided),
  ];
  return [
    { role: 'system', content: task },
    { role: 'user', content: parts.filter((part) => part !== '').join('\n\n') },
  ];
}

const quoted = (words: string): string => words.replaceAll(/^/gmu, '> ');

function decidedOf(decided: readonly Example[]): string {
  if (decided.length === 0) return '';
  const lines = decided.map(({ args, result }) => {
    return `(${args.map(showValue).join(', ')}) => ${showValue(result)}`;
  });
  return `These calls are decided, and every reading agrees with them:\n\n${lines.join('\n')}`;
}
