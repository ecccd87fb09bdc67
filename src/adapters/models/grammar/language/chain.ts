import type { Layout } from './layout.ts';
import { choice, group, groupApart, indent, line, softLine } from './layout.ts';
import { typeName } from './literal.ts';
import { precedenceOf } from './notation.ts';
import type { Phrase } from './parentheses.ts';
import { bracketed, within } from './parentheses.ts';

/** One step of `text.trim().split(' ').length`, or its head. */
export interface Link {
  readonly layout: Layout;
  readonly isCall: boolean;
  /** Its arguments are more than names, literals and calls of such. */
  readonly isComplex: boolean;
}

/** With fewer calls than this a chain breaks inside its arguments, not at its dots. */
const leastBroken = 2;
/** With more calls than this, some of them complex, a chain has a line for each. */
const mostOnOneLine = 2;

/** A receiver with links behind it; a long chain has a line for every call. */
export function chain(receiver: Phrase, links: readonly Link[]): Phrase {
  const head = receiver.chain?.head ?? {
    layout: receiverLayout(receiver),
    isCall: false,
    isComplex: false,
  };
  const all = [...(receiver.chain?.links ?? []), ...links];
  const calls = [head, ...all].filter(({ isCall }) => isCall);
  const isComplex = calls.some((link) => link.isComplex);
  const lines = indent(...all.map(({ layout, isCall }) => (isCall ? [softLine, layout] : layout)));
  const layout =
    all.filter(({ isCall }) => isCall).length < leastBroken
      ? [head.layout, ...all.map((link) => link.layout)]
      : isComplex && calls.length > mostOnOneLine
        ? groupApart(head.layout, lines)
        : group(head.layout, lines);
  return { layout, precedence: precedenceOf.member, chain: { head, links: all }, isComplex };
}

/** `Math.max(a, b)` */
export function calledFunction(name: string, args: readonly Phrase[]): Phrase {
  const layout = [name, argumentList(args)];
  return headOfChain(layout, true, areComplex(args));
}

export function headOfChain(layout: Layout, isCall: boolean, isComplex: boolean): Phrase {
  const head = { layout, isCall, isComplex };
  return { layout, precedence: precedenceOf.member, chain: { head, links: [] }, isComplex };
}

/** `.slice(a, b)` */
export function methodCall(name: string, args: readonly Phrase[]): Link {
  return { layout: [`.${name}`, argumentList(args)], isCall: true, isComplex: areComplex(args) };
}

export const areComplex = (args: readonly Phrase[]): boolean =>
  args.some(({ isComplex }) => isComplex === true);

function receiverLayout(receiver: Phrase): Layout {
  const { emptyOf, numeral, precedence, layout } = receiver;
  if (emptyOf !== undefined) return `([] as ${typeName(emptyOf)})`;
  if (numeral !== true && precedence >= precedenceOf.member) return group(layout);
  return group('(', indent(softLine, group(layout)), softLine, ')');
}

/** The arguments of a call in parentheses. A function that comes last may begin on the first line. */
export function argumentList(args: readonly Phrase[]): Layout {
  const items = args.map(within);
  const apart = bracketed('(', items, ')');
  const arrow = args.at(-1)?.arrow;
  if (arrow?.mayStartOnFirstLine !== true) return apart;
  const { head, body } = arrow;
  const before = items.slice(0, -1).flatMap((item) => [item, ', ']);
  return choice(apart, ['(', ...before, head, indent(line, body), ',', softLine, ')'], apart);
}
