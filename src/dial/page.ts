import { createHash } from 'node:crypto';

import { markup, trusted, type Markup } from '../page/markup.ts';
import { charts } from '../page/style/charts.ts';
import { frame } from '../page/style/frame.ts';
import { ground } from '../page/style/ground.ts';
import { curves, curveStyle, seriesMost } from './curve-chart.ts';
import type { Dial, DialledRun } from './dial.ts';
import { duration, figure, percent, short } from './wording.ts';

/** What this page adds to what all pages have. */
const own = `
.dial td, .dial th { padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
.dial thead th { color: var(--muted); font-size: 12px; }
.scroll { overflow-x: auto; }
.panel { margin-top: 16px; }
.told { color: var(--muted); margin: 14px 0 6px; font-size: 13px; }
h2 { overflow-wrap: anywhere; }
@media (max-width: 560px) { .dial:not(.wide) :is(td, th) { white-space: normal; padding-right: 10px; } }
.projected { border-left: 3px solid var(--accent); padding-left: 10px; margin: 4px 0 12px; }
`;

/** The dial as one HTML file that needs nothing else, no script either. */
export function dialPage(dial: Dial): string {
  const style = [ground, frame, charts, curveStyle, own].join('');
  const hash = createHash('sha256').update(style).digest('base64');
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Faster or smarter: ${dial.runs.map(({ run }) => run).join(', ')}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main id="main">
<h1>Faster or smarter?</h1>
<p class="lead">Everything under “projected” is arithmetic on what the run recorded, all else as it was. Nothing here was run at another speed${dial.simulation !== undefined && ', but for what stands under “simulated”'}.</p>
${dial.crossover !== undefined && crossover(dial.crossover, dial.runs)}
${dial.runs.map(part)}
${dial.simulation !== undefined && simulation(dial.simulation)}
</main>
</body>
</html>
`.text;
}

function part(run: DialledRun): Markup {
  return markup`
<section aria-label="Run ${run.run}">
<h2>${run.model}</h2>
<p class="note">${run.run}: ${run.intent}</p>
${measuredLead(run)}
${chanceBySeconds(run)}
${chanceByTokens(run)}
${best(run)}
${waiting(run)}
${inNumbers(run)}
</section>`;
}

const measuredLead = ({ measured }: DialledRun): Markup =>
  markup`<p class="lead"><b>Measured</b>: ${figure(measured.right)} of ${figure(measured.controlSamples)} plain samples are right: ${percent(measured.chance)}, 95 % interval ${percent(measured.interval[0])} to ${percent(measured.interval[1])}. A sample has ${figure(measured.outputTokensPerSample)} tokens and costs $${figure(measured.dollarsPerSample)}; a stream wrote ${figure(measured.tokensPerSecond)} tokens a second${measured.isFitted ? `, and ${figure(measured.fixedMs)} ms a question were waiting of another kind` : ', all waiting included'}. The main process was busy for ${percent(measured.mainShare)} of the time.</p>`;

function chanceBySeconds({ speeds, curve }: DialledRun): Markup {
  const series = speeds.slice(0, seriesMost).map(({ tokensPerSecond, seconds, startMs }) => ({
    name: `${short(tokensPerSecond)} tok/s`,
    points: curve.map(({ chance, interval }, index) => ({
      x: seconds[index]! - startMs / 1000,
      y: chance,
      interval,
    })),
  }));
  return markup`<div class="panel"><h3>Chance of a survivor against seconds</h3><p class="note projected">Projected from plain samples only; pass@k is unbiased (Chen et al. 2021), the band holds 95 % of the fastest (Clopper and Pearson 1934).</p>
${curves(series, {
  xLabel: 'seconds, once the run is under way',
  yLabel: 'chance of a survivor',
  printX: (value) => duration(value * 1000),
  printY: percent,
})}</div>`;
}

function chanceByTokens({ measured, curve }: DialledRun): Markup {
  const points = curve.map(({ tokens, chance, interval }) => ({ x: tokens, y: chance, interval }));
  return markup`<div class="panel"><h3>The same against tokens${measured.dollarsPerSample > 0 && ' and dollars'}</h3><p class="note projected">The same at every speed: what a sample costs does not depend on how fast it comes.</p>
${curves([{ name: 'any speed', points }], {
  xLabel: 'output tokens',
  yLabel: 'chance of a survivor',
  printX: (tokens) =>
    measured.dollarsPerSample > 0
      ? `${short(tokens)} · $${figure((tokens / measured.outputTokensPerSample) * measured.dollarsPerSample)}`
      : short(tokens),
  printY: percent,
})}</div>`;
}

const waiting = ({ measured, speeds, bottleneck }: DialledRun): Markup =>
  markup`<div class="panel"><h3>Who waits for whom</h3><p class="note projected">Projected. The bottleneck is the station of the lowest capacity (Denning and Buzen 1978).</p>
${table(
  ['Tokens/s a stream', 'ms a sample', 'Bottleneck', 'Judges that would move it'],
  speeds.map((speed) => [
    short(speed.tokensPerSecond),
    figure(speed.msPerSample),
    speed.bottleneck,
    speed.workersNeeded === null ? 'no number' : figure(speed.workersNeeded),
  ]),
)}
<p class="told">Recorded with ${figure(measured.workers)} processes that judge. With so many, this machine is the bottleneck from this speed on:</p>
${table(
  ['Processes that judge', 'Tokens/s a stream'],
  bottleneck.map(({ workers, tokensPerSecond }) => [
    figure(workers),
    tokensPerSecond === null ? 'at no speed' : figure(tokensPerSecond),
  ]),
)}</div>`;

const inNumbers = ({ curve, speeds }: DialledRun): Markup =>
  markup`<div class="panel"><h3>In numbers</h3>
${table(
  [
    'Samples',
    'Tokens',
    'Dollars',
    'Chance',
    '95 % interval',
    'Best',
    ...speeds.map(({ tokensPerSecond }) => `at ${short(tokensPerSecond)} tok/s`),
  ],
  curve.map((point, index) => [
    figure(point.samples),
    short(point.tokens),
    `$${figure(point.dollars)}`,
    percent(point.chance),
    `${percent(point.interval[0])} to ${percent(point.interval[1])}`,
    point.best === undefined ? '–' : figure(point.best),
    ...speeds.map(({ seconds }) => duration(seconds[index]! * 1000)),
  ]),
)}</div>`;

/** The expected best, where the plain samples tell it. */
function best({ curve, speeds }: DialledRun): Markup | undefined {
  const known = curve.flatMap(({ best: y, bestInterval: interval }, index) =>
    y === undefined || interval === undefined ? [] : [{ index, y, interval }],
  );
  if (known.length < 2) return undefined;
  return markup`<div class="panel"><h3>Best so far against seconds</h3><p class="note projected">Projected: the expected best of so many plain samples, of half of them at most; the band is a bootstrap’s of the fastest (Efron 1979). Higher is better.</p>
${curves(
  speeds.slice(0, seriesMost).map(({ tokensPerSecond, seconds, startMs }) => ({
    name: `${short(tokensPerSecond)} tok/s`,
    points: known.map(({ index, y, interval }) => ({
      x: seconds[index]! - startMs / 1000,
      y,
      interval,
    })),
  })),
  {
    xLabel: 'seconds, once the run is under way',
    yLabel: 'quality',
    printX: (value) => duration(value * 1000),
    printY: figure,
  },
)}</div>`;
}

function crossover(
  { weaker, smarter, speeds }: NonNullable<Dial['crossover']>,
  runs: Dial['runs'],
): Markup {
  const named = (id: string): string => {
    const model = runs.find(({ run }) => run === id)?.model;
    return model === undefined ? id : `${id} (${model})`;
  };
  return markup`<section><h2>Where the weaker overtakes</h2>
<p class="note projected">Projected: from this ratio of speeds on, ${named(weaker)} has the better chance of a survivor after any equal time, although fewer of its samples are right than of ${named(smarter)}.</p>
${table(
  ['Smarter: tokens/s', 'Weaker: tokens/s', 'Ratio', '95 % interval'],
  speeds.map(({ smarterSpeed, weakerSpeed, ratio, isUndecidable, interval: [low, high] }) => [
    short(smarterSpeed),
    isUndecidable
      ? 'cannot be told: all or none are right of both'
      : weakerSpeed === null
        ? 'at no speed'
        : short(weakerSpeed),
    ratio === null ? '–' : figure(ratio),
    isUndecidable || (low === null && high === null)
      ? '–'
      : `${low === null ? '∞' : figure(low)} to ${high === null ? '∞' : figure(high)}`,
  ]),
)}</section>`;
}

function simulation(runs: NonNullable<Dial['simulation']>): Markup {
  return markup`<section><h2>Simulated</h2>
<p class="lead">Really run on the simulated model, right as often and as long-winded as the plain samples were. It checks the projection; no claim about any real model follows.</p>
${table(
  [
    'Tokens/s a stream',
    'ms a sample, run',
    'ms a sample, projected',
    'Samples',
    'Chance',
    '95 % interval',
  ],
  runs.map((each) => [
    short(each.tokensPerSecond),
    figure(each.msPerSample),
    figure(each.projectedMsPerSample),
    figure(each.samples),
    percent(each.chance),
    `${percent(each.interval[0])} to ${percent(each.interval[1])}`,
  ]),
)}</section>`;
}

/** More of them are not broken into lines on a narrow screen, and scroll instead. */
const columnsMost = 4;

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Markup => markup`
<div class="scroll" tabindex="0" role="region" aria-label="${columns[0]}"><table class="${columns.length > columnsMost ? 'dial wide' : 'dial'}">
<thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
