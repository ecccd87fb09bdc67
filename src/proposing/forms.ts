import type { Reality } from '../ports/reality.ts';
import { idOf } from './identify.ts';

/** Sources whose forms are kept: several look at each soon after it came. */
const keptMost = 4096;

/**
 * What is the same for sources that differ in nothing that their reality looks at, as a short text.
 */
export class Forms {
  readonly #formOf: (source: string) => string;
  #kept = new Map<string, string>();
  #older = new Map<string, string>();

  constructor({ formOf = (source) => source }: Pick<Reality, 'formOf'>) {
    this.#formOf = formOf;
  }

  of(source: string): string {
    const known = this.#kept.get(source);
    if (known !== undefined) return known;
    const form = this.#older.get(source) ?? this.#made(source);
    if (this.#kept.size === keptMost) {
      this.#older = this.#kept;
      this.#kept = new Map();
    }
    this.#kept.set(source, form);
    return form;
  }

  #made(source: string): string {
    return `~${idOf(this.#formOf(source))}`;
  }
}
