import type { ValueType } from '../../../../domain/value.ts';
import type { Random } from '../../../../ports/random.ts';
import { call, children, type Expression, literal, withChildren } from '../language/expression.ts';
import { isUsableAs } from '../language/operator.ts';
import { sampleLiteral } from './leaves.ts';
import type { Productions } from './productions.ts';

/** A node of an expression, and the type that its place asks for. */
interface Place {
  readonly node: Expression;
  readonly wanted: ValueType;
}

type Change = (
  parent: Expression,
  mate: Expression,
  productions: Productions,
  random: Random,
) => Expression | undefined;

/** The operators of genetic programming on typed trees (Koza 1992; Poli, Langdon & McPhee 2008). */
const changes: readonly { readonly name: string; readonly weight: number; readonly by: Change }[] =
  [
    { name: 'tune', weight: 5, by: tune },
    { name: 'mutate', weight: 4, by: mutateSubtree },
    { name: 'branch', weight: 4, by: branch },
    { name: 'point', weight: 3, by: mutatePoint },
    { name: 'insert', weight: 3, by: insert },
    { name: 'cross', weight: 3, by: cross },
    { name: 'shrink', weight: 2, by: shrink },
  ];

/**
 * A child of one parent, or of two where the change crosses them. `undefined` when the change
 * that was drawn finds nothing to change.
 */
export function vary(
  parent: Expression,
  mate: Expression,
  productions: Productions,
  random: Random,
): { readonly strategy: string; readonly program: Expression } | undefined {
  let left = random.float() * changes.reduce((sum, { weight }) => sum + weight, 0);
  const change = changes.find(({ weight }) => (left -= weight) < 0) ?? changes[0]!;
  const program = change.by(parent, mate, productions, random);
  return program === undefined ? undefined : { strategy: change.name, program };
}

/** Every node in preorder. Lambdas stay whole: what is inside depends on their variables. */
function places(root: Expression, wanted: ValueType): Place[] {
  const found: Place[] = [{ node: root, wanted }];
  if (root.kind !== 'call') return found;
  for (const [index, arg] of root.args.entries()) {
    const slot = root.operator.params[index]!;
    if (typeof slot === 'string') found.push(...places(arg, slot));
  }
  return found;
}

function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[random.below(items.length)];
}

/** Rebuilds `root` with `next` in one place of the node `old`. */
function replace(root: Expression, old: Expression, next: Expression): Expression {
  let done = false;
  const rebuilt = (node: Expression): Expression => {
    if (done) return node;
    if (node === old) {
      done = true;
      return next;
    }
    return withChildren(node, children(node).map(rebuilt));
  };
  return rebuilt(root);
}

function mutateSubtree(
  parent: Expression,
  _: Expression,
  productions: Productions,
  random: Random,
): Expression {
  const place = pick(places(parent, productions.signature.returns), random)!;
  const next = productions.sample(place.wanted, random.below(4), random);
  return replace(parent, place.node, next);
}

/** Another operator on the same arguments, or another leaf. */
function mutatePoint(
  parent: Expression,
  _: Expression,
  productions: Productions,
  random: Random,
): Expression | undefined {
  const { node, wanted } = pick(places(parent, productions.signature.returns), random)!;
  if (node.kind !== 'call') return replace(parent, node, productions.sample(wanted, 0, random));
  const { operator, args } = node;
  if (args.length > 1 && operator.commutative !== true && random.below(3) === 0) {
    const [first, second, ...rest] = args;
    const swapped = operator.params[0] === operator.params[1] ? [second!, first!, ...rest] : args;
    return replace(parent, node, call(operator, ...swapped));
  }
  const others = productions
    .operators(wanted)
    .filter(
      (other) =>
        other.id !== operator.id &&
        other.params.length === args.length &&
        other.params.every((type, index) => type === operator.params[index]),
    );
  const other = pick(others, random);
  return other === undefined ? undefined : replace(parent, node, call(other, ...args));
}

/** Puts an operator above a node, which becomes one of its arguments. */
function insert(
  parent: Expression,
  _: Expression,
  productions: Productions,
  random: Random,
): Expression | undefined {
  const { node, wanted } = pick(places(parent, productions.signature.returns), random)!;
  const operator = productions.sampleOperator(wanted, random);
  if (operator === undefined) return undefined;
  const slots = [...operator.params.keys()].filter((slot) =>
    isUsableAs(node.type, operator.params[slot]!),
  );
  const kept = pick(slots, random);
  if (kept === undefined) return undefined;
  const args = operator.params.map((type, slot) =>
    slot === kept ? node : productions.sample(type, random.below(3), random),
  );
  return replace(parent, node, call(operator, ...args));
}

/**
 * A condition above a node: where it holds the node stays as it is, elsewhere something new or
 * something of the mate's stands. Few good heuristics are one formula everywhere, and a subtree
 * drawn at random is seldom this one.
 */
function branch(
  parent: Expression,
  mate: Expression,
  productions: Productions,
  random: Random,
): Expression | undefined {
  const { node, wanted } = pick(places(parent, productions.signature.returns), random)!;
  const conditional = productions
    .operators(wanted)
    .find(({ params }) => params.length === 3 && params[0] === 'boolean');
  if (conditional === undefined) return undefined;
  const condition = productions.sample('boolean', random.below(5) === 0 ? 1 : 0, random);
  const given = random.below(3) === 0 ? partOf(mate, wanted, productions, random) : undefined;
  const other = given ?? productions.sample(wanted, random.below(3), random);
  const branches = random.below(2) === 0 ? [node, other] : [other, node];
  return replace(parent, node, call(conditional, condition, ...branches));
}

function cross(
  parent: Expression,
  mate: Expression,
  productions: Productions,
  random: Random,
): Expression | undefined {
  const { node, wanted } = pick(places(parent, productions.signature.returns), random)!;
  const given = partOf(mate, wanted, productions, random);
  return given === undefined ? undefined : replace(parent, node, given);
}

/** A node of the mate that could stand where `wanted` is. */
function partOf(
  mate: Expression,
  wanted: ValueType,
  { signature }: Productions,
  random: Random,
): Expression | undefined {
  const all = places(mate, signature.returns);
  return pick(
    all.filter(({ node }) => isUsableAs(node.type, wanted)),
    random,
  )?.node;
}

/** A node gives way to one of its own descendants; at the root this is hoisting. */
function shrink(
  parent: Expression,
  _: Expression,
  productions: Productions,
  random: Random,
): Expression | undefined {
  const { node, wanted } = pick(places(parent, productions.signature.returns), random)!;
  const inner = places(node, wanted).slice(1);
  const kept = pick(
    inner.filter((place) => isUsableAs(place.node.type, wanted)),
    random,
  );
  return kept === undefined ? undefined : replace(parent, node, kept.node);
}

/** Moves one literal: by a step, in proportion, by a draw from a bell, or to another literal. */
function tune(
  parent: Expression,
  _: Expression,
  productions: Productions,
  random: Random,
): Expression | undefined {
  const literals = places(parent, productions.signature.returns).filter(
    ({ node }) => node.kind === 'literal',
  );
  const place = pick(literals, random);
  if (place?.node.kind !== 'literal') return undefined;
  const { value, type } = place.node;
  if (typeof value !== 'number') {
    return replace(parent, place.node, sampleLiteral(type, [], random));
  }
  const next = literal(moved(value, type === 'integer', random), type);
  return replace(parent, place.node, next);
}

function moved(value: number, whole: boolean, random: Random): number {
  const rounded = (next: number) => (whole ? Math.round(next) : Number(next.toPrecision(3)));
  switch (random.below(4)) {
    case 0:
      return rounded(value + (random.below(2) === 0 ? 1 : -1));
    case 1:
      return rounded(value * (0.8 + 0.4 * random.float()));
    case 2: {
      const bell = random.float() + random.float() + random.float() - 1.5;
      return rounded(value + bell * Math.max(2, Math.abs(value)));
    }
    default:
      return rounded(value * (random.below(2) === 0 ? 2 : 0.5));
  }
}
