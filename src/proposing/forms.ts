import type { Problem } from '../domain/problem.ts';
import { idOf } from './identify.ts';
import { normalForm } from './normal-form.ts';

/** Sources whose forms are kept, for the same text comes again and again. */
const keptMost = 1000;

/**
 * What is the same for sources that only differ in layout, comments and the names of locals, as a
 * short text. Files in other languages are told apart letter by letter.
 */
export class Forms {
  readonly #problem: Problem;
  readonly #kept = new Map<string, string>();

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  of(source: string): string {
    let form = this.#kept.get(source);
    if (form === undefined) {
      form = `~${idOf(this.#problem.kind === 'function' ? normalForm(source) : source)}`;
      if (this.#kept.size === keptMost) this.#kept.clear();
      this.#kept.set(source, form);
    }
    return form;
  }
}
