import { markup, type Markup } from '../../../../page/markup.ts';
import type { PageData } from '../page-data.ts';
import { shellWord } from '../wording.ts';
import { commandLine, section } from './parts.ts';

/** How the run comes out again, and where what was said here is on record. */
export function replay(data: PageData): Markup {
  const run = shellWord(data.run);
  const [first] = data.finalists;
  const versions = Object.entries(data.versions).map(([name, version]) => `${name} ${version}`);
  const places: readonly (readonly [name: string, places: readonly string[]])[] = [
    ['Specification', [data.specPath]],
    ['Ledger', [data.ledgerPath]],
    ['Files', data.files],
    ['Versions', versions],
  ];
  return section({
    id: 'replay',
    title: 'Again',
    lead: 'With a budget in candidates and a deterministic model the same line gives the same run; a budget in seconds stops where the machine has come to.',
    body: markup`
  <dl class="lines">
    <div><dt>Start it again</dt><dd>${commandLine(data.replay, 'the line that starts the run again')}</dd></div>
    <div><dt>Go on</dt><dd>${commandLine(`sluice resume ${run} --seconds 10`, 'the line that goes on with the run')}</dd></div>
    <div><dt>Every decision</dt><dd>${commandLine(`sluice show ${run}`, 'the line that shows the record')}</dd></div>
    ${
      first !== undefined &&
      markup`<div><dt>Judge one again</dt><dd>${commandLine(`sluice show ${run} --candidate ${first.id} --replay`, 'the line that judges number 1 again')}</dd></div>`
    }
    ${places
      .map(
        ([name, entries]) =>
          entries.length > 0 &&
          markup`<div><dt>${name}</dt><dd>${entries.map((entry) => markup`<code class="place">${entry}</code> `)}</dd></div>`,
      )
      .filter((line) => line !== false)}
    <div><dt>For programs</dt><dd>The outcome, as <code>--json</code> prints it, stands in this file in <code>script#outcome</code>.</dd></div>
  </dl>`,
  });
}
