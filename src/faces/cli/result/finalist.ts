import type { OutcomeEvidence, OutcomeFinalist } from '../../../index.ts';
import { flow, shown, wrap } from '../columns.ts';
import { figure } from '../figures.ts';
import type { Palette } from '../terminal.ts';
import { measureWords } from './measures.ts';

const indent = '     ';

/** One of the three: why it is there, its source, and what reality saw of it. */
export function finalistLines(
  finalist: OutcomeFinalist,
  columns: number,
  colour: Palette,
): string[] {
  const { rank, why, source, evidence } = finalist;
  const facts = [...evidence.map(evidenceOf), ...measureWords(finalist)];
  const [first = '', ...rest] = wrap(shown(why), columns - indent.length);
  return [
    `  ${colour.strong(colour.accent(String(rank)))}  ${first}`,
    ...rest.map((line) => `${indent}${line}`),
    ...sourceLines(source),
    ...flow(facts, columns - indent.length).map((line) => `${indent}${colour.quiet(line)}`),
  ];
}

export const sourceLines = (source: string): string[] =>
  shown(source.trimEnd())
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd());

function evidenceOf({ stage, verdict, passed, total }: OutcomeEvidence): string {
  const cases = passed === undefined ? '' : ` ${figure(passed)}/${figure(total ?? passed)}`;
  return verdict === 'passed' ? `${shown(stage)}${cases}` : `${shown(stage)}${cases} ${verdict}`;
}
