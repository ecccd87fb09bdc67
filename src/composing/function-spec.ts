import { grammarModel } from '../adapters/models/grammar/model.ts';
import { isOwnPrint } from '../adapters/models/grammar/own-print.ts';
import { apart } from '../adapters/sandboxes/confined/apart.ts';
import {
  confinedSandbox,
  confinedV8Sandbox,
  quickV8Sandbox,
} from '../adapters/sandboxes/confined/sandbox.ts';
import { workerProcessSandbox } from '../adapters/sandboxes/worker-process/sandbox.ts';
import {
  isTypeScriptInstalled,
  typeScriptChecker,
} from '../adapters/type-checkers/typescript/checker.ts';
import type { Specification } from '../engine/specification.ts';
import type { FunctionSandbox } from '../ports/sandbox.ts';
import type { SpecFiles } from '../ports/spec-module.ts';
import type { LoadedSpec } from '../realities/function/loading/loaded-spec.ts';
import { withExamples } from '../realities/function/loading/with-examples.ts';
import { parseAnswer } from '../realities/function/parse-answer.ts';
import { openFunctionReality } from '../realities/function/reality.ts';
import type { SecondEngine } from '../realities/function/stages/judging.ts';
import { sluiceVersion } from '../version.ts';
import { confined } from './confined.ts';

/** A function, judged in a sandbox that suits whoever writes the candidates. */
export function functionOf(spec: LoadedSpec, ledgerPath: string): Specification {
  return {
    path: spec.path,
    text: spec.text,
    ...(spec.files === undefined ? {} : { files: spec.files }),
    problem: spec.problem,
    readAnswer: (text) => parseAnswer(text, spec.problem.signature),
    open: async (opening) => {
      const { header, answers, recorded = [], random, machine, hostile = false } = opening;
      const { trying, varies, signal, outcome } = opening;
      const { module, problem, properties } = spec;
      const { workers } = machine;
      // Properties that are text are anything, whoever writes candidates. What the grammar model
      // writes is pure by construction; what others write is anything, also
      // in a record that says that it was the grammar model.
      const isPure =
        !hostile &&
        header.models.every((model) => model === grammarModel.id) &&
        recorded.every((candidate) => isOwnPrint(candidate, problem.signature));
      const sandbox = await confined(
        isPure && properties.length === 0 && machine.requireIsolation !== true
          ? workerProcessSandbox({
              workers,
              ...(module && { specPath: module.path, texts: module.texts }),
            })
          : apart(module, (ofSpec) => confinedSandbox({ workers, ...ofSpec })),
        machine,
      );
      // Cheats are never shortlisted, and the grammar model writes no types that do not fit.
      const areTyped = isPure || hostile || isTypeScriptInstalled();
      const types = areTyped && !isPure && !hostile ? { types: typeScriptChecker() } : {};
      return openFunctionReality({
        spec: answers.length === 0 ? spec : withExamples(spec, answers),
        sandbox,
        ...(sandbox.confinement === 'process'
          ? {}
          : { second: secondEngine(sandbox, module, workers) }),
        ...types,
        remarks: [
          ...(spec.remarks ?? []),
          ...(sandbox.confinement === 'engine' ? [engineOnly] : []),
          ...(areTyped ? [] : [notTypeChecked]),
        ],
        random,
        ...(trying === undefined ? {} : { trying }),
        ...(varies === undefined ? {} : { varies }),
        ...(signal === undefined ? {} : { signal }),
        page: () => {
          const reported = outcome();
          return {
            ledgerPath,
            versions: { Sluice: sluiceVersion, Node: process.versions.node },
            outcome: reported,
            contest: reported.contest,
          };
        },
      });
    },
  };
}

const engineOnly =
  'No bubblewrap works here: candidates run in the WebAssembly engine alone, are not run again on ' +
  'V8 and not timed (`sluice doctor` says more, --require-isolation refuses this).';

const notTypeChecked = 'The shortlist is not type-checked: npm install typescript.';

/** V8 beside QuickJS, where it can be confined. */
function secondEngine(
  { confinement }: FunctionSandbox,
  spec: SpecFiles | undefined,
  workers: number,
): SecondEngine | 'missing' {
  if (confinement !== 'full') return 'missing';
  return {
    quick: apart(spec, (ofSpec) => quickV8Sandbox({ workers: 1, ...ofSpec })),
    alone: apart(spec, (ofSpec) => confinedV8Sandbox({ workers, ...ofSpec })),
  };
}
