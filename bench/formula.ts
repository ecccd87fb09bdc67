import { SluiceError } from '../src/domain/errors.ts';

/** A formula in the notation of Python, as a function of named variables. */
export type Formula = (variables: Readonly<Record<string, number>>) => number;

const functions: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  ln: Math.log,
  log: Math.log,
  arcsin: Math.asin,
  tanh: Math.tanh,
};

const token = /\s*(\d+(?:\.\d*)?|[A-Za-z_]\w*|\*\*|[-+*/()^])/y;

/** Reads + − * / ** ^, parentheses, functions of one argument, and `pi`. */
export function readFormula(text: string): Formula {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    tokens.push(match[1]!);
  }
  let at = 0;
  const take = (wanted?: string): string => {
    const found = tokens[at++];
    if (found === undefined || (wanted !== undefined && found !== wanted)) {
      throw new SluiceError({
        fault: 'input',
        place: `formula ${text}`,
        found: found ?? 'the end',
        wanted: wanted ?? 'more',
        mend: 'Correct the formula in the data.',
      });
    }
    return found;
  };

  const sum = (): Formula => {
    let left = term();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const [first, sign, second] = [left, take(), term()];
      left = (v) => (sign === '+' ? first(v) + second(v) : first(v) - second(v));
    }
    return left;
  };
  const term = (): Formula => {
    let left = signed();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const [first, sign, second] = [left, take(), signed()];
      left = (v) => (sign === '*' ? first(v) * second(v) : first(v) / second(v));
    }
    return left;
  };
  const signed = (): Formula => {
    if (tokens[at] !== '-') return power();
    take();
    const argument = signed();
    return (v) => -argument(v);
  };
  const power = (): Formula => {
    const base = atom();
    if (tokens[at] !== '**' && tokens[at] !== '^') return base;
    take();
    const exponent = signed();
    return (v) => base(v) ** exponent(v);
  };
  const atom = (): Formula => {
    const first = take();
    if (first === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (/^\d/.test(first)) return () => Number(first);
    if (tokens[at] === '(' && functions[first] !== undefined) {
      take('(');
      const argument = sum();
      take(')');
      return (v) => functions[first]!(argument(v));
    }
    return first === 'pi' ? () => Math.PI : (v) => v[first]!;
  };

  const formula = sum();
  if (at < tokens.length) take('the end');
  return formula;
}
