import type { FileProblem } from '../../../domain/problem.ts';
import type { Plan } from '../../../domain/plan.ts';
import { splitAtRegions } from '../../../domain/region.ts';
import type { Found, Wording } from '../../../ports/wording.ts';
import { fenced } from '../../asking/fenced.ts';
import { blocksIn } from '../../asking/fences.ts';
import { foundNone, foundSource } from '../../asking/found.ts';
import { questionFor, type Wanted } from '../../asking/question.ts';
import { fileOf } from './extract-file.ts';
import { shownFile } from './show-file.ts';

const task =
  'You write files that a command judges. Answer with the whole file in one Markdown code block';
const orRegions = ', or with its marked regions alone, each between its marks';

const plans: readonly Plan[] = [
  {
    name: 'constants',
    advice: 'keep how it works, and choose every constant in it anew, with a reason.',
  },
  {
    name: 'another algorithm',
    advice: 'replace how it works by an algorithm of another family.',
  },
  {
    name: 'direct construction',
    advice: 'build the answer directly, from the structure of the problem.',
  },
  {
    name: 'improve in rounds',
    advice: 'begin with a rough answer, and improve it step by step within limits.',
  },
  {
    name: 'less of it',
    advice: 'take out whatever is not needed, and make what is left simple.',
  },
];

/** How a file is asked for, and found in a reply. */
export function fileWording(problem: FileProblem): Wording {
  const { path, region, judgement } = problem;
  const isWhole = region === undefined;
  const wanted: Wanted = {
    task: `${task}${isWhole ? '' : orRegions}.`,
    paragraphs: (hasParents) => paragraphsOf(problem, hasParents),
    judgement,
    shown: (source) => fenced(shownFile(source, region).trimEnd(), languageOf(path)),
    noun: isWhole ? `whole file ${path}` : `file ${path}, or its marked regions,`,
  };
  return {
    plans,
    outputTokensMost: 8192,
    ask: (parents, plan) => questionFor(wanted, parents, plan),
    read: (reply) => fileIn(reply, problem),
    isWhole: (reply) => fileOf(blocksIn(reply, false), problem) !== undefined,
  };
}

function paragraphsOf(
  { intent, path, initial, region }: FileProblem,
  hasParents: boolean,
): readonly string[] {
  return [
    `Improve the file ${path}.`,
    intent.trim(),
    region === undefined ? '' : marksOf(initial, region),
    hasParents ? '' : fenced(shownFile(initial, region), languageOf(path)),
  ];
}

function marksOf(initial: string, region: string): string {
  const count = splitAtRegions(initial, region)?.open.length ?? 1;
  const regions = count === 1 ? '' : `; there are ${count} such regions`;
  return `Only the lines between ${region}-START and ${region}-END may change${regions}.`;
}

/** What a file is called in front of its text: its ending does. */
function languageOf(path: string): string {
  return /\.(\w{1,10})$/u.exec(path)?.[1] ?? '';
}

/** Finds a file, or its marked regions, in the fenced blocks of a reply. */
function fileIn(reply: string, problem: FileProblem): Found {
  const { path, initial, region } = problem;
  const file = fileOf(blocksIn(reply.replaceAll('\r\n', '\n')), problem);
  if (file !== undefined) return foundSource(file);
  const regions = splitAtRegions(initial, region)?.open.length ?? 1;
  return foundNone(reply, `the file ${path}${regions > 1 ? ` or its ${regions} regions` : ''}`);
}
