import type { Problem } from '../domain/problem.ts';
import type { Wording } from '../ports/wording.ts';
import { fileWording } from '../realities/command/asking/wording.ts';
import { functionWording } from '../realities/function/asking/wording.ts';

/** How a problem of each kind is put to language models: by the reality that it belongs to. */
export function wordingOf(problem: Problem): Wording {
  switch (problem.kind) {
    case 'function':
      return functionWording(problem);
    case 'file':
      return fileWording(problem);
  }
}
