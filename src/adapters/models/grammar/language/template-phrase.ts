import type { Link } from './chain.ts';
import { areComplex, argumentList, chain, headOfChain } from './chain.ts';
import type { Layout } from './layout.ts';
import { typeName } from './literal.ts';
import type { InfixSymbol } from './notation.ts';
import { precedenceOf } from './notation.ts';
import type { Notation } from './operator.ts';
import type { Phrase } from './parentheses.ts';
import { atLeast, binary, bracketed, conditional, enclosed, within } from './parentheses.ts';
import type { Piece } from './template.ts';
import { piecesOf } from './template.ts';

type TemplateNotation = Extract<Notation, { kind: 'template' }>;

/** `reduce<number[]>(…)` */
const typeArgument = /<(?:number|boolean|string)(?:\[\])?>/;

/** A template with its holes filled; `untyped` leaves out type arguments. */
export function templatePhrase(
  args: readonly Phrase[],
  { text, precedence, holes }: TemplateNotation,
  untyped: boolean,
): Phrase {
  const filled = new Filling(args, holes);
  const pieces = piecesOf(untyped ? text.replace(typeArgument, '') : text);
  const operators = pieces.filter((piece) => isOperator(piece));
  if (operators.length === 0) return { ...filled.operand(pieces), precedence };
  const [first, ...rest] = split(pieces, isOperator).map((operand) => filled.operand(operand));
  const symbols = operators.map((operator) => operator.symbol as InfixSymbol | '?' | ':');
  const join = (left: Phrase, right: Phrase, index: number): Phrase => {
    const symbol = symbols[index] as InfixSymbol;
    return binary(left, symbol, precedenceOf[symbol], right);
  };
  if (symbols.at(-1) !== ':') return rest.reduce(join, first!);
  const test = rest.slice(0, -2).reduce(join, first!);
  return conditional(test, rest.at(-2)!, rest.at(-1)!);
}

const isOperator = (piece: Piece): piece is Extract<Piece, { kind: 'operator' }> =>
  typeof piece === 'object' && piece.kind === 'operator';

type List = Extract<Piece, { kind: 'list' }>;

/** A regular expression that a reader has to stop at. */
const isLongPattern = (piece: Piece): boolean =>
  typeof piece === 'string' && /^\/.{6,}\/[a-z]*$/.test(piece);

const isList = (piece: Piece): piece is List => typeof piece === 'object' && piece.kind === 'list';

const isCallList = (piece: Piece): boolean => isList(piece) && piece.open === '(';

/** What stands between the pieces that part. */
function split(pieces: readonly Piece[], parts: (piece: Piece) => boolean): readonly Piece[][] {
  const found: Piece[][] = [[]];
  for (const piece of pieces) {
    if (parts(piece)) found.push([]);
    else found.at(-1)!.push(piece);
  }
  return found;
}

class Filling {
  readonly #args: readonly Phrase[];
  readonly #holes: readonly number[];

  constructor(args: readonly Phrase[], holes: readonly number[]) {
    this.#args = args;
    this.#holes = holes;
  }

  /** A receiver and the links behind it, or plain text. */
  operand(pieces: readonly Piece[]): Phrase {
    const [start] = pieces;
    const isReceiver = typeof start === 'number' && (pieces[1] === '.' || pieces[1] === '[');
    const headLength = isReceiver ? 1 : this.#headLength(pieces);
    const links = this.#links(pieces.slice(headLength));
    if (isReceiver) return chain(this.#args[start]!, links);
    if (typeof start === 'number' && pieces.length === 1) return this.#args[start]!;
    const layout = this.#text(pieces.slice(0, headLength));
    if (links.length === 0 && !pieces.some(isList)) return this.#plain(layout, pieces);
    const head = pieces.slice(0, headLength);
    return chain(headOfChain(layout, head.some(isCallList), this.#isComplex(head)), links);
  }

  /** `$0 % 2` */
  #plain(layout: Layout, pieces: readonly Piece[]): Phrase {
    const symbol = pieces.find((piece) => piece === '%' || piece === '**');
    if (typeof symbol !== 'string') return { layout, precedence: precedenceOf.atom };
    return { layout, precedence: precedenceOf[symbol as InfixSymbol], symbol };
  }

  /** `Math.trunc(…)` and `[...text]` are heads, with what follows their brackets behind them. */
  #headLength(pieces: readonly Piece[]): number {
    const end = pieces.findIndex(isList);
    return end < 0 ? pieces.length : end + 1;
  }

  #links(pieces: readonly Piece[]): readonly Link[] {
    const links: Piece[][] = [];
    for (const [index, piece] of pieces.entries()) {
      const isDot = piece === '.' && pieces[index - 1] !== '?';
      const startsLink = index === 0 || isDot || (piece === '?' && pieces[index + 1] === '.');
      if (startsLink) links.push([]);
      links.at(-1)!.push(piece);
    }
    return links.map((link) => ({
      layout: this.#text(link),
      isCall: link.some(isCallList),
      isComplex: this.#isComplex(link),
    }));
  }

  #text(pieces: readonly Piece[]): Layout {
    return pieces.map((piece, index): Layout => {
      if (typeof piece === 'string') return piece;
      if (typeof piece === 'number') {
        const { emptyOf } = this.#args[piece]!;
        const isBody = pieces[index - 1] === ' ' && pieces[index - 2] === '=>';
        if (isBody && emptyOf !== undefined) return `[] as ${typeName(emptyOf)}`;
        return this.#hole(piece, pieces[index - 1] === '.');
      }
      if (!isList(piece)) return [];
      const items = piece.items.map((item) => this.#item(item));
      return piece.open === '(' ? argumentList(items) : bracketed('[', items.map(within), ']');
    });
  }

  /** Whether an argument in these pieces is more than a name, a literal or a call of such. */
  #isComplex(pieces: readonly Piece[]): boolean {
    return pieces.some(
      (piece) =>
        isCallList(piece) && areComplex((piece as List).items.map((item) => this.#item(item))),
    );
  }

  #item(pieces: readonly Piece[]): Phrase {
    const [only] = pieces;
    if (typeof only === 'number' && pieces.length === 1) return this.#args[only]!;
    return {
      layout: this.#text(pieces),
      precedence: precedenceOf.argument,
      isComplex:
        pieces.some((piece) => piece === '=>' || isLongPattern(piece)) || this.#isComplex(pieces),
    };
  }

  /** `...` before a conditional calls for parentheses, for a reader's sake. */
  #hole(index: number, isSpread = false): Layout {
    const arg = this.#args[index]!;
    const wanted = this.#holes[index] ?? precedenceOf.argument;
    if (arg.symbol === '%' && wanted === precedenceOf['**']) return enclosed(arg);
    return atLeast(arg, isSpread ? Math.max(wanted, precedenceOf['??']) : wanted);
  }
}
