import { SluiceError } from '../../../../domain/errors.ts';
import type { Value, ValueType } from '../../../../domain/value.ts';
import type { Expression } from './expression.ts';
import { call, lambda, literal, parameter, variable } from './expression.ts';
import type { ArgumentType } from './operator.ts';
import { operatorById } from './operators/index.ts';

interface Types {
  readonly params: readonly { readonly type: ValueType }[];
  readonly returns: ValueType;
}

/** A string literal, a parenthesis, a bracket, or a run of anything else. */
const token = /\s*("(?:[^"\\]|\\.)*"|[()[\],]|[^\s()[\],"]+)/y;
/** What stands behind an opening parenthesis: an operator's id, which may hold brackets, or λ. */
const headToken = /([^\s()"]+)/y;
const numbersByName: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** Reads back what `keyOf` wrote; the types of the parameters stand in the signature alone. */
export function parse(text: string, signature: Types): Expression {
  const reader = new Reader(
    text,
    signature.params.map(({ type }) => type),
  );
  const expression = reader.read(signature.returns, []);
  reader.end();
  return expression;
}

class Reader {
  readonly #text: string;
  readonly #params: readonly ValueType[];
  #position = 0;

  constructor(text: string, params: readonly ValueType[]) {
    this.#text = text;
    this.#params = params;
  }

  /** An expression where `wanted` stands, below lambdas with these variables. */
  read(wanted: ArgumentType, variables: readonly ValueType[]): Expression {
    const next = this.#next();
    if (next === '(') return this.#compound(wanted, variables);
    if (typeof wanted === 'object') throw this.#fault(next, 'a lambda');
    const reference = /^([pv])(\d+)$/.exec(next);
    if (reference === null) return literal(this.#value(next), wanted);
    const index = Number(reference[2]);
    const type = (reference[1] === 'p' ? this.#params : variables)[index];
    if (type === undefined) throw this.#fault(next, 'a parameter or variable in scope');
    return reference[1] === 'p' ? parameter(index, type) : variable(index, type);
  }

  end(): void {
    if (this.#text.slice(this.#position).trim() !== '') throw this.#fault(this.#next(), 'the end');
  }

  #compound(wanted: ArgumentType, variables: readonly ValueType[]): Expression {
    const head = this.#next(headToken);
    const read = head.startsWith('λ')
      ? this.#lambda(head, wanted, variables)
      : this.#call(head, variables);
    this.#expect(')');
    return read;
  }

  #lambda(head: string, wanted: ArgumentType, variables: readonly ValueType[]): Expression {
    if (typeof wanted !== 'object' || head !== `λ${wanted.params.length}`) {
      throw this.#fault(head, 'an operator');
    }
    return lambda(wanted.params, this.read(wanted.result, [...variables, ...wanted.params]));
  }

  #call(head: string, variables: readonly ValueType[]): Expression {
    const operator = operatorById.get(head);
    if (operator === undefined) throw this.#fault(head, 'an operator of this version');
    return call(operator, ...operator.params.map((param) => this.read(param, variables)));
  }

  #value(first: string): Value {
    if (first === '[') return this.#items();
    const named = numbersByName.get(first);
    if (named !== undefined) return named;
    try {
      return JSON.parse(first) as Value;
    } catch (cause) {
      throw this.#fault(first, 'a literal', cause);
    }
  }

  #items(): Value {
    const items: Value[] = [];
    for (let next = this.#next(); next !== ']'; next = this.#next()) {
      if (next !== ',') items.push(this.#value(next));
    }
    return items;
  }

  #next(pattern = token): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[1];
    if (found === undefined) throw this.#fault('the end', 'more of the expression');
    this.#position = pattern.lastIndex;
    return found;
  }

  #expect(wanted: string): void {
    const found = this.#next();
    if (found !== wanted) throw this.#fault(found, `"${wanted}"`);
  }

  #fault(found: string, wanted: string, cause?: unknown): SluiceError {
    return new SluiceError({
      fault: 'environment',
      place: `stored program, character ${this.#position}`,
      found: JSON.stringify(found),
      wanted,
      mend: 'Leave out what an older version of Sluice has stored, or read it with that version.',
      cause,
    });
  }
}
