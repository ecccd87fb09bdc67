import type { Value, ValueType } from '../../../../domain/value.ts';
import { call, literal, type Expression } from '../language/expression.ts';
import type { Operator } from '../language/operator.ts';
import type { Application, Bank } from './bank.ts';
import type { Alternates } from './alternates.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How to put a program together of what the banks hold, without building it yet. */
export type Recipe =
  | { readonly kind: 'entry'; readonly type: number; readonly entry: number }
  | { readonly kind: 'application'; readonly application: Application }
  | { readonly kind: 'literal'; readonly value: Value; readonly type: ValueType }
  | { readonly kind: 'call'; readonly operator: Operator; readonly args: readonly Recipe[] };

/** Turns recipes into expressions. Expressions of entries are built once and shared. */
export class Workshop {
  readonly #vocabulary: Vocabulary;
  readonly #banks: readonly Bank[];
  readonly #built: readonly Map<number, Expression>[];

  readonly #alternates: Alternates;

  constructor(vocabulary: Vocabulary, banks: readonly Bank[], alternates: Alternates) {
    this.#vocabulary = vocabulary;
    this.#banks = banks;
    this.#alternates = alternates;
    this.#built = banks.map(() => new Map<number, Expression>());
  }

  build(recipe: Recipe): Expression {
    if (recipe.kind !== 'entry')
      return this.#assemble(
        recipe,
        this.#parts(recipe).map((part) => this.build(part)),
      );
    const built = this.#built[recipe.type]!;
    const known = built.get(recipe.entry);
    if (known !== undefined) return known;
    const expression = this.build(this.#first(recipe.type, recipe.entry));
    built.set(recipe.entry, expression);
    return expression;
  }

  /**
   * The program first, then up to `limit` − 1 others that the active examples cannot tell from it:
   * each has one entry replaced by another derivation of its column.
   */
  variations(recipe: Recipe, limit: number): Expression[] {
    if (recipe.kind === 'entry') {
      const others = this.#alternates.of(recipe.type, recipe.entry);
      const first = this.variations(this.#first(recipe.type, recipe.entry), limit - others.length);
      return [
        ...first,
        ...others.map((application) => this.build({ kind: 'application', application })),
      ];
    }
    const parts = this.#parts(recipe);
    const plain = parts.map((part) => this.build(part));
    const found = [this.#assemble(recipe, plain)];
    for (const [index, part] of parts.entries()) {
      if (found.length >= limit) break;
      const others = this.variations(part, limit - found.length + 1).slice(1);
      for (const other of others) found.push(this.#assemble(recipe, plain.with(index, other)));
    }
    return found;
  }

  #first(type: number, entry: number): Recipe {
    return { kind: 'application', application: this.#banks[type]!.derivationOf(entry) };
  }

  #parts(recipe: Recipe): readonly Recipe[] {
    switch (recipe.kind) {
      case 'entry':
        return [this.#first(recipe.type, recipe.entry)];
      case 'literal':
        return [];
      case 'call':
        return recipe.args;
      case 'application': {
        const { variant, args } = recipe.application;
        return this.#vocabulary.variants[variant]!.params.map((type, index) => ({
          kind: 'entry',
          type,
          entry: args[index]!,
        }));
      }
    }
  }

  #assemble(recipe: Recipe, args: readonly Expression[]): Expression {
    switch (recipe.kind) {
      case 'entry':
        return args[0]!;
      case 'literal':
        return literal(recipe.value, recipe.type);
      case 'call':
        return call(recipe.operator, ...args);
      case 'application':
        return this.#vocabulary.variants[recipe.application.variant]!.production.build(args);
    }
  }
}
