import type { OutcomeFinalist } from '../../../index.ts';
import { shown } from '../columns.ts';
import { figure } from '../figures.ts';

const units: Readonly<Record<string, string>> = { Ns: ' ns', Ms: ' ms', Bytes: ' bytes' };

/**
 * The measures in words: `medianNs` reads `median 41 ns`, as the unit is in the name, and its
 * interval `medianNsLow`, `medianNsHigh` stands with it. What a stage has said already is left out.
 */
export function measureWords({ measures, evidence }: OutcomeFinalist): string[] {
  const said = new Set(evidence.map(({ stage }) => stage));
  return Object.entries(measures)
    .filter(([name]) => name !== 'score' && !said.has(name) && !isBound(name, measures))
    .map(([name, value]) => {
      const low = measures[`${name}Low`];
      const high = measures[`${name}High`];
      const parts = /^(?<what>.+?)(?<unit>Ns|Ms|Bytes)?$/u.exec(name)?.groups;
      const unit = units[parts?.['unit'] ?? ''] ?? '';
      const interval =
        low === undefined || high === undefined ? '' : ` (${brief(low)} … ${brief(high)})`;
      return `${shown(parts?.['what'] ?? name)} ${brief(value)}${unit}${interval}`;
    });
}

/** Whether it is one end of another measure's interval. */
function isBound(name: string, measures: Readonly<Record<string, number>>): boolean {
  const of = /^(?<of>.+)(?:Low|High)$/u.exec(name)?.groups?.['of'];
  return of !== undefined && measures[of] !== undefined;
}

/** Three significant digits are all that a measurement is good for. */
const brief = (value: number): string =>
  Number.isInteger(value) ? figure(value) : figure(Number(value.toPrecision(3)));
