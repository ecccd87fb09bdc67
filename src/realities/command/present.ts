import { basename } from 'node:path';

import type { Evidence } from '../../domain/evidence.ts';
import type { RunEvent, RunHeader } from '../../domain/run.ts';
import type { Finalist } from '../../domain/shortlist.ts';
import type { OutputFile } from '../../ports/reality.ts';
import type { LoadedCommand } from './loaded-command.ts';

const containmentOnly =
  'The evaluator runs each candidate in its own process: **containment only**. A candidate could ' +
  'write what score it likes there, so read the one that you take.';

/** The final state of a file: each finalist as the file it is, and a page of Markdown about them. */
export function presentFiles(
  { problem, judges }: LoadedCommand,
  header: RunHeader,
  events: readonly RunEvent[],
): OutputFile[] {
  const shortlisted = events.findLast((event) => event.kind === 'shortlisted');
  const finalists = shortlisted?.finalists ?? [];
  const name = basename(problem.path);
  const isContained = judges.some(({ kind }) => kind === 'openevolve');
  const text = [
    `# ${header.intent}`,
    `Run ${header.id}, seed ${header.seed}.`,
    ...(isContained ? [containmentOnly] : []),
    ...finalists.map((finalist) => sectionOf(finalist, name)),
  ];
  const files = finalists.map(({ rank, candidate }) => ({
    path: `${rank}-${name}`,
    text: candidate.source,
  }));
  return [{ path: 'README.md', text: `${text.join('\n\n')}\n` }, ...files];
}

function sectionOf({ rank, why, score, evidence, measures }: Finalist, name: string): string {
  const lines = [
    ...(score === undefined ? [] : [`- score: ${score.train}`]),
    ...evidence.map(stageInWords),
    ...Object.entries(measures).map(([measure, value]) => `- ${measure}: ${value}`),
  ];
  return [`## ${rank}-${name}`, why, lines.join('\n')].join('\n\n');
}

function stageInWords({ stage, verdict, wallMs }: Evidence): string {
  return `- ${stage}: ${verdict}, ${Math.max(1, Math.round(wallMs))} ms`;
}
