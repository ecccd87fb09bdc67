import type { Progress } from '../../../index.ts';
import { shown } from '../columns.ts';
import { palette, type Output } from '../terminal.ts';
import { Region } from './region.ts';
import { progressLine, progressView } from './view.ts';
import { Watch, type Watched } from './watched.ts';

/** Shows a run while it is on. */
export interface Display {
  show(progress: Progress): void;
  /** Says a line that stays. */
  say(line: string): void;
  /** Says that the run was asked to stop. */
  stopping(): void;
  close(): void;
}

/** One region that is drawn again where there is a terminal, else a line now and then. */
export function openDisplay(output: Output): Display {
  return output.interactive ? new ScreenDisplay(output) : new LineDisplay(output);
}

const keeps = 'Ctrl-C keeps everything.';
const stops = 'Stopping; what was found is kept. Ctrl-C again leaves at once.';

class ScreenDisplay implements Display {
  readonly #output: Output;
  readonly #region: Region;
  readonly #watch = new Watch();
  #title: string | undefined;
  #watched: Watched | undefined;
  #hint = keeps;

  constructor(output: Output) {
    this.#output = output;
    this.#region = new Region(output);
    // Whoever leaves at once still gets the cursor back.
    process.once('exit', this.close);
    this.#draw();
  }

  show(progress: Progress): void {
    this.#title = progress.intent;
    this.#watched = this.#watch.look(progress);
    this.#draw();
  }

  say(line: string): void {
    this.#region.above(line);
    this.#draw();
  }

  stopping(): void {
    this.#hint = stops;
    this.#draw();
  }

  readonly close = (): void => {
    this.#region.close();
    process.off('exit', this.close);
  };

  #draw(): void {
    const { columns, colours } = this.#output;
    const colour = palette(colours);
    if (this.#watched === undefined || this.#title === undefined) {
      this.#region.draw([colour.quiet(`Getting ready.  ${this.#hint}`)]);
      return;
    }
    const view = { title: this.#title, hint: this.#hint, watched: this.#watched };
    // The last column stays free: a terminal may wrap a line that fills it.
    this.#region.draw(progressView(view, columns - 1, colour));
  }
}

/** Milliseconds between two lines: when the best so far improved, and otherwise. */
const improvedEveryMs = 1000;
const everyMs = 5000;

class LineDisplay implements Display {
  readonly #output: Output;
  readonly #watch = new Watch();
  #saidAtMs: number | undefined;
  /** What it took to go on, which the run's own time leaves out. */
  #resumingMs = 0;
  #improved = false;

  constructor(output: Output) {
    this.#output = output;
  }

  show(progress: Progress): void {
    this.#resumingMs = progress.resuming?.ms ?? this.#resumingMs;
    const atMs = progress.elapsedMs + this.#resumingMs;
    if (this.#saidAtMs === undefined) {
      this.say(shown(progress.intent));
      this.#saidAtMs = atMs;
    }
    // What is tried before the search need not count.
    this.#saidAtMs = Math.min(this.#saidAtMs, atMs);
    const watched = this.#watch.look(progress);
    this.#improved ||= watched.improved;
    const sinceMs = atMs - this.#saidAtMs;
    if (sinceMs < (this.#improved ? improvedEveryMs : everyMs)) return;
    this.#saidAtMs = atMs;
    this.#improved = false;
    this.say(`  ${progressLine(watched)}`);
  }

  say(line: string): void {
    this.#output.write(`${line}\n`);
  }

  stopping(): void {
    this.say(stops);
  }

  close(): void {}
}
