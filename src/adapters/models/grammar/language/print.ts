import type { ValueSignature } from '../../../../domain/function.ts';
import type { Expression } from './expression.ts';
import type { Layout } from './layout.ts';
import { group, ifBroken, indent, layOut, line, onOneLine, separated, softLine } from './layout.ts';
import { typeName } from './literal.ts';
import type { Phrase } from './parentheses.ts';
import type { Names } from './names.ts';
import { phrase } from './phrase.ts';
import type { Definition } from './sharing.ts';
import { shareRepeats } from './sharing.ts';

const columns = 100;
/** A conditional that is longer than this on one line reads better as an early return. */
const longestTernary = 72;

/** The expression on one line; `parameters` are the names by index. */
export function printExpression(expression: Expression, parameters: readonly string[]): string {
  return onOneLine(phrase(expression, { parameters, variables: [] }).layout);
}

/**
 * A self-contained TypeScript function that returns `body`. It type-checks under `strict` and
 * `noUncheckedIndexedAccess` where the body is simplified: the compiler rejects a comparison of
 * two literals, which a simplified body never holds.
 */
export function printFunction(signature: ValueSignature, body: Expression): string {
  const { name, params, returns } = signature;
  const shared = shareRepeats(
    body,
    params.map((param) => param.name),
  );
  const names: Names = { parameters: shared.names, variables: [] };
  const parameters = params.map((param) => `${param.name}: ${typeName(param.type)}`);
  const head = [`export function ${name}`, parameterList(parameters), `: ${typeName(returns)} {`];
  const statements = [
    ...shared.definitions.map((definition) => defineConstant(definition, names)),
    ...returnStatements(shared.body, names),
  ];
  const lines = [group(head), ...statements.map((statement) => indent(line, statement)), line, '}'];
  return layOut(lines, columns);
}

function parameterList(parameters: readonly string[]): Layout {
  if (parameters.length === 0) return '()';
  return ['(', indent(softLine, separated(parameters, ',')), ifBroken(','), softLine, ')'];
}

function defineConstant({ name, value }: Definition, names: Names): Layout {
  const { layout, symbol } = phrase(value, names);
  const isInfix = symbol !== undefined && symbol !== '?';
  const right = isInfix ? group(indent(line, group(layout))) : [' ', group(layout)];
  return group(`const ${name} =`, right, ';');
}

/** Nested conditionals become early returns. */
function returnStatements(expression: Expression, names: Names): readonly Layout[] {
  if (expression.kind !== 'call' || expression.operator.notation.kind !== 'conditional') {
    return [returnStatement(phrase(expression, names))];
  }
  const [condition, yes, no] = expression.args as [Expression, Expression, Expression];
  const whole = phrase(expression, names);
  const isNested = [yes, no].some(isConditional);
  if (!isNested && onOneLine(whole.layout).length <= longestTernary) {
    return [returnStatement(whole)];
  }
  const test = group(
    'if (',
    group(indent(softLine, phrase(condition, names).layout), softLine),
    ')',
  );
  const inner = returnStatements(yes, names);
  const early =
    inner.length === 1
      ? group(test, indent(line, inner[0]!))
      : [test, ' {', inner.map((statement) => indent(line, statement)), line, '}'];
  return [early, ...returnStatements(no, names)];
}

function isConditional(expression: Expression): boolean {
  return expression.kind === 'call' && expression.operator.notation.kind === 'conditional';
}

/** An infix expression that breaks is put in parentheses, as `return` ends at its line. */
function returnStatement({ layout, symbol }: Phrase): Layout {
  if (symbol === undefined || symbol === '?') return ['return ', group(layout), ';'];
  const inner = [ifBroken('('), indent(softLine, group(layout)), softLine, ifBroken(')')];
  return ['return ', group(...inner), ';'];
}
