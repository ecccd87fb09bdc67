import { stripTypeScriptTypes } from 'node:module';
import type { Signature } from '../../../domain/function.ts';
import { isValueType, valueTypes } from '../../../domain/value.ts';
import { closest } from '../../../domain/closest.ts';
import { show, type Issue } from '../../reading/issue.ts';

/** Words that strict TypeScript keeps for itself. */
const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new
  null package private protected public return static super switch this throw true try typeof
  undefined var void while with yield`.split(/\s+/),
);
/** Globals that programs use: a function or a parameter of that name would hide them. */
const used = new Set(
  `Array BigInt Boolean Date Error Infinity Intl JSON Map Math NaN Number Object RegExp Set String
  Symbol globalThis isFinite isNaN parseFloat parseInt`.split(/\s+/),
);

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What is wrong with the head of the function: names, types, names given twice. */
export function checkSignature({ name, params, returns }: Signature): Issue[] {
  const issues = [...checkName(name, 'function.name'), ...checkType(returns, 'function.returns')];
  const seen = new Map<string, number>();
  params.forEach((param, index) => {
    const place = `function.params[${index}]`;
    issues.push(
      ...checkName(param.name, `${place}.name`),
      ...checkType(param.type, `${place}.type`),
    );
    const before = seen.get(param.name);
    if (before !== undefined) {
      issues.push({
        place: `${place}.name`,
        found: `${show(param.name)}, which function.params[${before}] is called too`,
        wanted: 'a different name for each parameter',
        mend: 'Rename one of the two.',
      });
    }
    seen.set(param.name, index);
  });
  return issues;
}

/** Whether nothing of a program may be called so. */
export const isTaken = (name: string): boolean => reserved.has(name) || used.has(name);

function checkName(name: string, place: string): Issue[] {
  const wanted = 'a name that TypeScript takes, such as `width` or `count2`';
  if (!identifier.test(name)) {
    return [{ place, found: show(name), wanted, mend: suggestion(name) }];
  }
  if (isTaken(name)) {
    const why = reserved.has(name) ? 'a reserved word' : 'a global that programs use';
    return [{ place, found: `${show(name)}, ${why}`, wanted, mend: `Try \`${name}Value\`.` }];
  }
  return [];
}

function suggestion(name: string): string {
  const words = name.match(/[\p{ID_Continue}$]+/gu) ?? [];
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .replace(/^\d+/, '');
  return joined === '' ? 'Choose another name.' : `Try \`${joined}\`.`;
}

/** Names of types that start small and are known; a type starting with a capital may be anyone's. */
const typeWords = [
  'number',
  'integer',
  'boolean',
  'string',
  'unknown',
  'readonly',
  'null',
  'true',
  'false',
];
const alsoMeant: Readonly<Record<string, string>> = {
  bool: 'boolean',
  char: 'string',
  double: 'number',
  float: 'number',
  int: 'integer',
  list: 'number[]',
  long: 'integer',
  str: 'string',
  text: 'string',
};
const never = /\b(?:any|bigint|symbol|object|void|never|undefined|Date|Map|Set|Promise)\b/;

function checkType(type: string, place: string): Issue[] {
  if (isValueType(type)) return [];
  const wanted = `a type of TypeScript: ${valueTypes.map((name) => `\`${name}\``).join(', ')}, or another that JSON can hold`;
  const [foreign] = never.exec(type) ?? [];
  if (foreign !== undefined) {
    return [
      { place, found: `\`${foreign}\``, wanted, mend: 'Only plain data can cross to a candidate.' },
    ];
  }
  const unknown = (type.match(/(?<!["'\w.])[a-z]\w*(?!["'\w]|\s*\??:)/g) ?? []).find(
    (word) => !typeWords.includes(word),
  );
  if (unknown !== undefined) {
    const near = alsoMeant[unknown.toLowerCase()] ?? closest(unknown, typeWords);
    const mend = near === undefined ? 'Write one of these.' : `Did you mean \`${near}\`?`;
    return [{ place, found: show(type), wanted, mend }];
  }
  return isType(type) ? [] : [{ place, found: show(type), wanted, mend: 'Write one of these.' }];
}

/** A type is what leaves nothing behind when types are stripped. */
function isType(type: string): boolean {
  try {
    return /^let it\s*;$/.test(stripTypeScriptTypes(`let it: ${type};`));
  } catch {
    return false;
  }
}
