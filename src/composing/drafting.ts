import { grammarModel } from '../adapters/models/grammar/model.ts';
import { confinedSandbox } from '../adapters/sandboxes/confined/sandbox.ts';
import type { DraftingParts } from '../engine/drafting.ts';
import { languageModel } from '../proposing/language/language-model.ts';
import { generateInputs } from '../realities/function/generate-inputs.ts';
import { soundJson } from '../realities/function/loading/sound-spec.ts';
import { parseAnswer } from '../realities/function/parse-answer.ts';
import type { Issue } from '../realities/reading/issue.ts';
import { confined } from './confined.ts';
import { sourceNamed } from './models.ts';
import { wordingOf } from './wordings.ts';

/** How words become a specification: what a model writes is read as a file is, and run confined. */
export function drafting(home: string): DraftingParts {
  return {
    drafterNamed: (id) => {
      if (id === grammarModel.id) return undefined;
      const source = sourceNamed(id, home);
      return { source, model: languageModel(source, wordingOf) };
    },
    openSandbox: (machine) => confined(confinedSandbox({ workers: 1 }), machine),
    readAnswer: parseAnswer,
    readSpec: (document) => {
      const soundness = soundJson(document);
      if ('issues' in soundness) return { kind: 'unsound', reason: inShort(soundness.issues) };
      const { problem, heldOut } = soundness.spec;
      return { kind: 'sound', examples: problem.examples, heldOut };
    },
    inputsNear: generateInputs,
  };
}

/** The first of several issues, without the places in which no reader can look. */
function inShort([issue]: readonly Issue[]): string {
  return `${issue!.found}, where ${issue!.wanted} is wanted`;
}
