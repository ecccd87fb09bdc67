import type { Considered } from '../../../../domain/considered.ts';
import type { Verdict } from '../../../../domain/evidence.ts';
import type { Counts } from '../../../../domain/run.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { PageData } from '../page-data.ts';
import { spaced } from '../wording.ts';
import { asked, missingOf, sidesOf, verdictOf } from './asked.ts';
import { table, type Row } from './counts-table.ts';
import { section } from './parts.ts';

const consideredMeans: Readonly<Record<keyof Considered, string>> = {
  tokens: 'Productions of the grammar actually chosen, one for each node emitted.',
  generated: 'Programs built, duplicates included.',
  distinct: 'Of these, written differently from all before.',
  runOnOne: 'Executed on at least one case.',
  runOnAll: 'Executed on every case.',
  new: 'Of those run on all, behaving differently from all before.',
  covered: 'Combinations a goal join decided without building or running them; in no other figure.',
};

const verdictMeans: Readonly<Record<Verdict, string>> = {
  passed: 'Met the last stage they came to.',
  failed: 'Ran, and were wrong or not good enough.',
  timedOut: 'Used up their fuel or their time.',
  crashed: 'Threw, or took their process down.',
  rejected: 'Were not run: did not parse, exported nothing, …',
};

/** How proposals of language models repeat each other. */
function repeatRows(repeats: Counts['repeats']): readonly Row[] {
  if (repeats === undefined) return [];
  const { normalised, behaviour } = repeats;
  return [
    {
      name: 'but for layout and names',
      count: normalised,
      means: 'Duplicates that only differ in layout, comments and the names of locals.',
    },
    {
      name: 'same behaviour',
      count: behaviour,
      means: 'Not duplicates: written otherwise, run, and found to do what another one did.',
    },
  ];
}

/** What the grammar model considered inside. */
const innerRows = ({ counts: { considered } }: PageData): readonly Row[] =>
  (Object.keys(consideredMeans) as (keyof Considered)[]).map((name) => ({
    name: name === 'new' ? 'new behaviour' : spaced(name),
    count: considered[name],
    means: consideredMeans[name],
    ...(name === 'tokens' || name === 'covered' || considered.generated === 0
      ? {}
      : { share: considered[name] / considered.generated }),
  }));

/** What became of the proposals. */
const outerRows = ({ counts, compared }: PageData): readonly Row[] => [
  {
    name: 'proposed',
    count: counts.proposed,
    means: 'Handed over by the models as worth a full trial.',
  },
  {
    name: 'duplicates',
    count: counts.duplicates,
    means: 'Of these, the same source as one before; not run again.',
  },
  ...repeatRows(counts.repeats),
  { name: 'run', count: counts.run, means: 'Went through the gauntlet.' },
  {
    name: 'survived',
    count: counts.survived,
    means:
      'Passed every hard stage but those of held-out evidence, which only nominees go through.',
  },
  {
    name: 'nominees compared',
    count: compared,
    means:
      'Survivors compared on held-out evidence to choose the shortlist; the more, the more luck may have chosen.',
  },
];

const verdictRows = ({ counts }: PageData): readonly Row[] =>
  (Object.keys(verdictMeans) as Verdict[]).map((name) => ({
    name: spaced(name),
    count: counts.verdicts[name],
    means: verdictMeans[name],
    ...(counts.run === 0 ? {} : { share: counts.verdicts[name] / counts.run }),
  }));

function generatorRows({ generators }: PageData): readonly Row[] {
  const made = generators.reduce((sum, { count }) => sum + count, 0);
  return generators.map(({ name, count }) => ({ name, count, means: '', share: count / made }));
}

/** Every counter of the run under its own name, with what it means. */
export function tried(data: PageData): Markup {
  const { counts } = data;
  const generators = generatorRows(data);
  const missing = missingOf(data);
  const isGrammar = Object.values(counts.considered).some((count) => count > 0);
  const isCounted = isGrammar || counts.proposed > 0;
  return section({
    id: 'tried',
    title: 'What was tried',
    ...(isCounted ? {} : { lead: 'The run ended before its counters were recorded.' }),
    body: markup`<div class="tried">
    ${isGrammar && table('Considered by the grammar model', innerRows(data))}
    ${isCounted && table('Through the gauntlet', outerRows(data))}
    ${counts.run > 0 && table('Verdicts of those run', verdictRows(data))}
    ${generators.length > 0 && table('What made the survivors on record', generators)}
    ${data.cost.requests > 0 && table('Asked of language models', asked(data))}
    ${missing.length > 0 && table('Asked for, and never came', missing)}
    ${data.contest !== undefined && table(verdictOf(data.contest), sidesOf(data.contest))}
  </div>`,
  });
}
