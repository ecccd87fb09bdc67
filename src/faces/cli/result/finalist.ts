import type { OutcomeEvidence, OutcomeFinalist } from '../../../index.ts';
import { flow, shown, wrap } from '../columns.ts';
import { figure } from '../figures.ts';
import type { Palette } from '../terminal.ts';
import { measureWords } from './measures.ts';

const indent = '     ';

/** One of the three: why it is there, its source in lines, and what reality saw of it. */
export function finalistLines(
  finalist: OutcomeFinalist,
  print: (score: number) => string,
  source: readonly string[],
  columns: number,
  colour: Palette,
): string[] {
  const { rank, why, evidence } = finalist;
  const notes = evidence.flatMap(({ stage, note }) =>
    note === undefined ? [] : wrap(`${shown(stage)}: ${shown(note)}`, columns - indent.length),
  );
  const facts = [...evidence.map((seen) => evidenceOf(seen, print)), ...measureWords(finalist)];
  const [first = '', ...rest] = wrap(shown(why), columns - indent.length);
  return [
    `  ${colour.strong(colour.accent(String(rank)))}  ${first}`,
    ...rest.map((line) => `${indent}${line}`),
    ...source,
    ...flow(facts, columns - indent.length).map((line) => `${indent}${colour.quiet(line)}`),
    ...notes.map((line) => `${indent}${colour.warning(line)}`),
  ];
}

/** `examples 8/8`, `train: 0.0304 over 24 instances` */
function evidenceOf(seen: OutcomeEvidence, print: (score: number) => string): string {
  const { stage, verdict, passed, total = passed, score, measurements } = seen;
  const fell = verdict === 'passed' ? '' : ` ${verdict}`;
  if (passed === undefined || total === undefined) return `${shown(stage)}${fell}`;
  if (score === undefined) return `${shown(stage)} ${figure(passed)}/${figure(total)}${fell}`;
  const instances = total === 1 ? '1 instance' : `${figure(total)} instances`;
  const over = measurements === undefined ? instances : `${measurements.length} measurements`;
  return `${shown(stage)}: ${print(score)} over ${over}${fell}`;
}
