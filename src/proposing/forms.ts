import type { Problem } from '../domain/problem.ts';
import { idOf } from './identify.ts';
import { normalForm } from './normal-form.ts';

/** Sources whose forms are kept: several look at each soon after it came. */
const keptMost = 4096;

/**
 * What is the same for sources that only differ in layout, comments and the names of locals, as a
 * short text. Files in other languages are told apart letter by letter.
 */
export class Forms {
  readonly #problem: Problem;
  #kept = new Map<string, string>();
  #older = new Map<string, string>();

  constructor(problem: Problem) {
    this.#problem = problem;
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
    return `~${idOf(this.#problem.kind === 'function' ? normalForm(source) : source)}`;
  }
}
