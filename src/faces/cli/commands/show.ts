import {
  limitOf,
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
import { startedAs } from '../started-as.ts';
import { replayLine, replayText } from '../result/replay.ts';
import { resultText } from '../result/result.ts';
import { given, runOptions } from '../run-options.ts';
import { palette, type Output } from '../terminal.ts';

export const show = defineCommand({
  name: 'show',
  usage: 'RUN [--candidate ID [--replay]] [--json]',
  summary: 'Print the result of a run, or all that is known of one candidate',
  options: {
    candidate: text('ID', 'A candidate by its id, or the beginning of it'),
    replay: flag('Judge that candidate again, and say whether its evidence holds (else exit 1)'),
    'require-isolation': runOptions['require-isolation'],
    unconfined: runOptions.unconfined,
    json: flag('Standard output holds one JSON document'),
  },
  positionals: [1, 1],
  run: async ({ values, positionals: [meant = ''] }, terminal) =>
    await withRun(meant, terminal, async ({ header }, engine) => {
      const { out } = terminal;
      if (values.candidate === undefined) {
        if (values.replay) throw nothingToReplay(header);
        const outcome = engine.outcome(header.id);
        out.write(values.json ? documentText(outcome) : resultText(outcome, header, terminal));
        return exitCodes.survived;
      }
      const events = engine.ledger.read(header.id)?.events ?? [];
      const story = storyOf(values.candidate, header, events);
      const { id } = story.candidate;
      const told = storyText(story, header, out);
      if (!values.replay) {
        const again = `again  ${replayLine(header.id, id, startedAs(terminal))}\n`;
        out.write(values.json ? documentText(story) : `${told}\n${again}`);
        return exitCodes.survived;
      }
      const options = given({
        requireIsolation: values['require-isolation'],
        unconfined: values.unconfined,
      });
      const replay = await engine.replay(header.id, id, options, new AbortController().signal);
      out.write(
        values.json ? documentText({ ...story, replay }) : `${told}\n${replayText(replay, out)}`,
      );
      return replay.holds ? exitCodes.survived : exitCodes.fault;
    }),
});

type Candidate = Extract<RunEvent, { kind: 'candidate' }>['candidate'];

interface Story {
  readonly candidate: Candidate;
  readonly evidence: readonly Evidence[];
}

function nothingToReplay({ id }: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: '--replay',
    found: 'no --candidate',
    wanted: 'the id of the candidate that is to be judged again',
    mend: `Ids stand in \`sluice show ${id} --json\`; a whole run comes out again by its \`again\` line.`,
  });
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
  if (evidence.verdict === 'timedOut') return `after ${limitOf(evidence)}`;
  if (evidence.verdict === 'crashed') return shown(evidence.error);
  if (evidence.verdict === 'rejected') return shown(evidence.reason);
  const score = scoreOf(evidence);
  const cases =
    score === undefined
      ? `${figure(evidence.passed)} of ${figure(evidence.total)}`
      : `${print(score)} over ${figure(evidence.total)} instances`;
  return evidence.verdict === 'failed' ? `${cases}; ${shown(evidence.feedback)}` : cases;
}
