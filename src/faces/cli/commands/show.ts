import {
  scoreFigures,
  scoreOf,
  SluiceError,
  type Evidence,
  type RunEvent,
  type RunHeader,
} from '../../../index.ts';
import { shown } from '../columns.ts';
import { defineCommand, exitCodes } from '../command.ts';
import { documentText } from '../document.ts';
import { figure } from '../figures.ts';
import { flag, text } from '../options.ts';
import { withRun } from '../recorded.ts';
import { resultText } from '../result/result.ts';
import { palette, type Output } from '../terminal.ts';

export const show = defineCommand({
  name: 'show',
  usage: 'RUN [--candidate ID] [--json]',
  summary: 'Print the result of a run, or all that is known of one candidate',
  options: {
    candidate: text('ID', 'A candidate by its id, or the beginning of it'),
    json: flag('Standard output holds one JSON document'),
  },
  positionals: [1, 1],
  run: async ({ values, positionals: [meant = ''] }, terminal) =>
    await withRun(meant, terminal, ({ header }, engine) => {
      const { out } = terminal;
      if (values.candidate === undefined) {
        const outcome = engine.outcome(header.id);
        out.write(values.json ? documentText(outcome) : resultText(outcome, header, terminal));
        return exitCodes.survived;
      }
      const events = engine.ledger.read(header.id)?.events ?? [];
      const story = storyOf(values.candidate, header, events);
      out.write(values.json ? documentText(story) : storyText(story, header, out));
      return exitCodes.survived;
    }),
});

type Candidate = Extract<RunEvent, { kind: 'candidate' }>['candidate'];

interface Story {
  readonly candidate: Candidate;
  readonly evidence: readonly Evidence[];
}

/** All that was recorded of one candidate, in the order in which it happened. */
function storyOf(meant: string, header: RunHeader, events: readonly RunEvent[]): Story {
  const candidates = events.flatMap((event) =>
    event.kind === 'candidate' ? [event.candidate] : [],
  );
  const matching = new Map(
    candidates.filter(({ id }) => id.startsWith(meant)).map((each) => [each.id, each]),
  );
  const [candidate] = matching.values();
  if (candidate === undefined || matching.size > 1) {
    throw new SluiceError({
      fault: 'input',
      place: `run ${header.id}`,
      found: `${matching.size} of ${candidates.length} recorded candidates that begin ${meant}`,
      wanted: 'one',
      mend: 'Ids stand in `sluice show RUN --json`; programs that nothing was learnt from are only counted.',
    });
  }
  const evidence = events.flatMap((event) =>
    event.kind === 'evidence' && event.evidence.candidate === candidate.id ? [event.evidence] : [],
  );
  return { candidate, evidence };
}

function storyText(
  { candidate, evidence }: Story,
  { scoreUnit }: RunHeader,
  output: Output,
): string {
  const colour = palette(output.colours);
  const { id, model, strategy, step, island, parents, source } = candidate;
  const print = scoreFigures([evidence.flatMap((seen) => scoreOf(seen) ?? [])], scoreUnit);
  const origin = [`${model}, ${strategy}`, `step ${step}, island ${island}`];
  if (parents.length > 0) origin.push(`from ${parents.join(' and ')}`);
  return [
    `${colour.strong(id)}  ${colour.quiet(shown(origin.join('; ')))}`,
    '',
    shown(source.trimEnd()),
    '',
    ...evidence.map(
      (seen) => `${shown(seen.stage)}: ${seen.verdict}  ${colour.quiet(detail(seen, print))}`,
    ),
    '',
  ].join('\n');
}

function detail(evidence: Evidence, print: (score: number) => string): string {
  if (evidence.verdict === 'timedOut') return `after ${figure(evidence.limitMs)} ms`;
  if (evidence.verdict === 'crashed') return shown(evidence.error);
  if (evidence.verdict === 'rejected') return shown(evidence.reason);
  const score = scoreOf(evidence);
  const cases =
    score === undefined
      ? `${figure(evidence.passed)} of ${figure(evidence.total)}`
      : `${print(score)} over ${figure(evidence.total)} instances`;
  return evidence.verdict === 'failed' ? `${cases}; ${shown(evidence.feedback)}` : cases;
}
