import { isAbsolute, normalize } from 'node:path';

import { splitAtRegions } from '../../domain/region.ts';
import type { Issue } from '../reading/issue.ts';
import type { CommandDocument, JudgeShape } from './shape.ts';

/** What no schema says: parts that only make sense together. */
export function soundness(
  spec: CommandDocument,
  initial: string,
  region: string | undefined,
): Issue[] {
  const issues = 'run' in spec ? judgesTogether(spec) : [];
  if (leaves(spec.file.path)) issues.push(elsewhere('file.path', spec.file.path));
  if (region !== undefined && splitAtRegions(initial, region) === undefined) {
    issues.push({
      place: 'file.region',
      found: wrongMarks(initial, region, spec.file.path),
      wanted: 'both marks in turn, each in a line of its own, as often as there are regions',
      mend: 'Put them into comments around what may change.',
    });
  }
  for (const [at, folder] of (spec.readable ?? []).entries()) {
    if (!isAbsolute(folder) || normalize(folder) === '/') {
      issues.push({
        place: `readable[${at}]`,
        found: folder,
        wanted: 'the absolute path of a folder, and not all of the disk',
        mend: 'Write it from the root; what lies beside the specification goes into `needs`.',
      });
    }
  }
  return issues;
}

function wrongMarks(initial: string, region: string, path: string): string {
  const lines = initial.split('\n');
  const [starts, ends] = ['START', 'END'].map((mark) =>
    lines.flatMap((line, at) => (line.includes(`${region}-${mark}`) ? [at + 1] : [])),
  );
  if (starts!.length + ends!.length === 0) {
    return `no lines with ${region}-START and ${region}-END in ${path}`;
  }
  return `${region}-START ${linesIn(starts!)} and ${region}-END ${linesIn(ends!)} of ${path}`;
}

const linesIn = (places: readonly number[]): string =>
  places.length === 0 ? 'in no line' : `in line ${places.join(', ')}`;

const leaves = (path: string): boolean => isAbsolute(path) || normalize(path).startsWith('..');

function elsewhere(place: string, path: string): Issue {
  return {
    place,
    found: `${path}, which lies elsewhere`,
    wanted: 'a path below the folder of the specification',
    mend: 'Write it relative to the specification, without `..`.',
  };
}

function judgesTogether({ judge, heldOut }: Extract<CommandDocument, { run: unknown }>): Issue[] {
  const inTurn = Array.isArray(judge);
  const judges = [judge].flat();
  const issues = judges.flatMap((each, at) =>
    judgeAlone(each, inTurn ? `judge[${at}]` : 'judge', at === judges.length - 1),
  );
  return heldOut === undefined ? issues : [...issues, ...judgeAlone(heldOut, 'heldOut', false)];
}

function judgeAlone(judge: JudgeShape, place: string, isLast: boolean): Issue[] {
  const { score, direction, atLeast, atMost } = judge;
  const issues: Issue[] = [];
  if (score !== undefined && !/^json:./.test(score)) {
    issues.push({
      place: `${place}.score`,
      found: JSON.stringify(score),
      wanted: '"json:KEY", the key of the JSON object that the judge prints',
      mend: 'Write the key after `json:`.',
    });
  }
  const isBounded = atLeast !== undefined || atMost !== undefined;
  if (isBounded && score === undefined) {
    issues.push(missing(place, 'score', 'the `score` that the bound is for'));
  }
  if (isLast && !isBounded && (score === undefined) !== (direction === undefined)) {
    const wanted = 'both `score` and `direction`, or neither';
    issues.push(missing(place, score === undefined ? 'score' : 'direction', wanted));
  }
  if (!isLast && direction !== undefined) {
    issues.push({
      place: `${place}.direction`,
      found: direction,
      wanted: '`atLeast` or `atMost`: only the score of the last judge is bred for',
      mend: 'Say from which score on a candidate goes on.',
    });
  }
  return issues;
}

function missing(place: string, key: string, wanted: string): Issue {
  return { place: `${place}.${key}`, found: 'nothing', wanted, mend: `Add \`${key}\`.` };
}
