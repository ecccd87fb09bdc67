import type { Dial, DialledRun } from '../../../index.ts';
import { shown } from '../columns.ts';
import { compact, duration, figure } from '../figures.ts';
import { table } from '../table.ts';
import { palette, type Output } from '../terminal.ts';

/** The dial as people read it in a terminal; the curves stand on its page. */
export function dialText(dial: Dial, page: string, output: Output): string {
  const { strong, quiet } = palette(output.colours);
  const lines = dial.runs.flatMap((run) => runLines(run, strong, quiet));
  const { crossover, simulation } = dial;
  if (crossover !== undefined) {
    const { weaker, smarter } = crossover;
    lines.push(
      '',
      `${strong('projected')}: ${weaker} (weaker) is level with ${smarter} (smarter) with streams so many times as fast`,
    );
    const rows = crossover.speeds.map(
      ({ smarterSpeed, ratio, isUndecidable, interval: [low, high] }) => [
        `  at ${compact(smarterSpeed)} tok/s`,
        isUndecidable
          ? 'cannot be told: all or none are right of both'
          : ratio === null
            ? 'at no speed'
            : `${figure(ratio)} ×`,
        quiet(low === null ? '' : `95 %: ${times(low)} to ${times(high)}`),
      ],
    );
    lines.push(...table(rows));
  }
  if (simulation !== undefined) {
    lines.push(
      '',
      `${strong('simulated')}: really run on the simulated model; nothing follows about real ones`,
    );
    lines.push(
      ...table([
        ['  tok/s', 'ms/sample', 'projected', 'samples', 'chance'].map(quiet),
        ...simulation.map((each) => [
          `  ${compact(each.tokensPerSecond)}`,
          figure(each.msPerSample),
          figure(each.projectedMsPerSample),
          figure(each.samples),
          `${percent(each.chance)} (${percent(each.interval[0])} to ${percent(each.interval[1])})`,
        ]),
      ]),
    );
  }
  return [...lines, '', `page  ${page}`, ''].join('\n');
}

function runLines(
  run: DialledRun,
  strong: (text: string) => string,
  quiet: (text: string) => string,
): string[] {
  const { measured, curve } = run;
  const [low, high] = measured.interval;
  const sure = curve.findIndex(({ chance }) => chance >= 0.5);
  const rows = run.speeds.map((speed) => [
    `  ${compact(speed.tokensPerSecond)}`,
    figure(speed.msPerSample),
    sure < 0 ? '–' : seconds(speed.seconds[sure]!),
    speed.bottleneck,
    speed.workersNeeded === null ? 'no number' : figure(speed.workersNeeded),
  ]);
  const now = run.bottleneck.find(({ workers }) => workers === measured.workers);
  return [
    `${strong(run.run)}  ${shown(run.model)}`,
    `measured: ${figure(measured.right)} of ${figure(measured.controlSamples)} plain samples right, ${percent(measured.chance)} (95 %: ${percent(low)} to ${percent(high)});`,
    `  ${figure(measured.outputTokensPerSample)} tokens a sample, ${figure(measured.tokensPerSecond)} tok/s a stream${measured.isFitted ? ` and ${figure(measured.fixedMs)} ms besides` : ', all waiting included'}`,
    `${strong('projected')}: what other speeds would come to, all else as it was`,
    ...table([
      [
        '  tok/s',
        'ms/sample',
        sure < 0 ? 'even chance' : `${figure(curve[sure]!.samples)} samples`,
        'bottleneck',
        'judges to move it',
      ].map(quiet),
      ...rows,
    ]),
    `  ${now?.tokensPerSecond === null ? 'This machine is the bottleneck at no speed' : `This machine is the bottleneck from ${figure(now?.tokensPerSecond ?? 0)} tok/s a stream on`}, with ${figure(measured.workers)} processes that judge.`,
  ];
}

const percent = (share: number): string => `${figure(share * 100)} %`;
const times = (ratio: number | null): string => (ratio === null ? '∞' : figure(ratio));
const seconds = (value: number): string =>
  value < 1 ? `${figure(value * 1000)} ms` : duration(value * 1000);
