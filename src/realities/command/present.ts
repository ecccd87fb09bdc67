import { basename } from 'node:path';

import type { RunEvent, RunHeader } from '../../domain/run.ts';
import type { OutputFile } from '../../ports/reality.ts';

/** The final state of a file: each finalist as the file it is, and a page of Markdown about them. */
export function presentFiles(
  path: string,
  header: RunHeader,
  events: readonly RunEvent[],
): OutputFile[] {
  const shortlisted = events.findLast((event) => event.kind === 'shortlisted');
  const finalists = shortlisted?.finalists ?? [];
  const name = basename(path);
  const files = finalists.map(({ rank, candidate }) => ({
    path: `${rank}-${name}`,
    text: candidate.source,
  }));
  const sections = finalists.map(({ rank, why, score, evidence }) =>
    [
      `## ${rank}-${name}`,
      '',
      why,
      '',
      ...(score === undefined ? [] : [`- score: ${score.train}`]),
      ...evidence.map(({ stage, verdict }) => `- ${stage}: ${verdict}`),
      '',
    ].join('\n'),
  );
  const text = [
    `# ${header.intent}`,
    '',
    `Run ${header.id}, seed ${header.seed}.`,
    '',
    ...sections,
  ];
  return [{ path: 'README.md', text: `${text.join('\n')}\n` }, ...files];
}
