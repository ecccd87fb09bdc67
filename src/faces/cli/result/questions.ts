import { showRounded, showValue, type Disagreement, type Outcome } from '../../../index.ts';
import { shown } from '../columns.ts';
import { shellWord } from '../shell-word.ts';
import type { Palette } from '../terminal.ts';

/** Where the three differ, as questions that one word of a person's decides. */
export function questionLines(outcome: Outcome, command: string, colour: Palette): string[] {
  const { disagreements, shortlist, run } = outcome;
  const [first] = disagreements;
  if (first === undefined) return [];
  const name = functionName(shortlist[0]?.source ?? '');
  const ranks = new Map(shortlist.map(({ candidate, rank }) => [candidate, rank]));
  // None of the results is proposed: the first of the three may be as wrong as the others.
  const answer = `${questionOf(name, first)} => YOUR_ANSWER`;
  return [
    ...disagreements.map((disagreement) => {
      const said = opinions(disagreement, ranks);
      const who = said.map(({ result, by }) => `#${by.join(' #')}: ${result}`).join(', ');
      const question = `${questionOf(name, disagreement)}: ${said.map(({ result }) => result).join(' or ')}?`;
      return `     ${question}  ${colour.quiet(`(${who})`)}`;
    }),
    colour.quiet('     Your answer becomes an example:'),
    `     ${command} resume ${run} --answer ${shellWord(answer)}`,
  ];
}

const questionOf = (name: string, { question, args }: Disagreement): string =>
  shown(question ?? `${name}(${args.map(showValue).join(', ')})`);

/** The results that differ, in the order of the finalists, with the ranks of those who say so. */
function opinions(
  { results }: Disagreement,
  ranks: ReadonlyMap<string, number>,
): { readonly result: string; readonly by: readonly number[] }[] {
  const said = Map.groupBy(results, ({ result }) => shown(showRounded(result)));
  return [...said].map(([result, sayers]) => ({
    result,
    by: sayers.flatMap(({ candidate }) => ranks.get(candidate) ?? []),
  }));
}

/** What older records lack: the name that a candidate exports, one function and no more. */
function functionName(source: string): string {
  return (
    /export (?:async )?(?:function|const) (?<name>[\w$]+)/u.exec(source)?.groups?.['name'] ?? ''
  );
}
