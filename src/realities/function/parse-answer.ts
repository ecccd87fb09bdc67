import { SluiceError } from '../../domain/errors.ts';
import type { Example, Signature } from '../../domain/function.ts';
import { conforms, isValueType, type Value } from '../../domain/value.ts';

/**
 * Reads a case that a person decided: `median3(1, 1, 2) => 1`, or without the name
 * `1, 1, 2 => 1`. Values are JSON.
 */
export function parseAnswer(text: string, signature: Signature): Example {
  const call = callOf(signature);
  const arrow = text.lastIndexOf('=>');
  if (arrow < 0) throw malformed(text, 'no `=>`', call);
  const named = text.slice(0, arrow).trim();
  const called = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\(/u.exec(named)?.[1];
  if (called !== undefined && called !== signature.name) {
    throw malformed(text, `a call of ${called}, and the function is ${signature.name}`, call);
  }
  const inner =
    named.startsWith(`${signature.name}(`) && named.endsWith(')')
      ? named.slice(signature.name.length + 1, -1)
      : named;
  const args = parse(`[${inner}]`, text, call) as unknown[];
  const result = parse(text.slice(arrow + 2), text, call);
  if (args.length !== signature.params.length) {
    throw malformed(text, `${args.length} arguments`, call);
  }
  const values = args.map((arg, index) => checked(arg, signature.params[index]!.type, text, call));
  return { args: values, result: checked(result, signature.returns, text, call) };
}

function callOf(signature: Signature): string {
  const params = signature.params.map(({ name, type }) => `${name}: ${type}`).join(', ');
  return `${signature.name}(${params}) => ${signature.returns}`;
}

function parse(json: string, text: string, call: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw malformed(text, `\`${json.trim()}\`, which is no JSON`, call, error);
  }
}

function checked(value: unknown, type: string, text: string, call: string): Value {
  // What JSON holds is data; whether it is of a type beyond ours is for the candidates to show.
  if (!isValueType(type) || conforms(value, type)) return value as Value;
  throw malformed(text, `${JSON.stringify(value)} where ${type} is declared`, call);
}

function malformed(text: string, found: string, call: string, cause?: unknown): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `--answer '${text}'`,
    found,
    wanted: `\`${call}\` with values in JSON`,
    mend: 'Quote the whole answer for the shell, as in --answer \'f(1, "a") => 2\'.',
    cause,
  });
}
