import type { Output } from '../terminal.ts';

const escape = '\u001b[';
const hideCursor = `${escape}?25l`;
const showCursor = `${escape}?25h`;
const clearToEndOfLine = `${escape}K`;
const clearBelow = `${escape}J`;

/**
 * A few lines at the end of a terminal that are drawn again in place, without a scroll or a
 * flicker. Lines must fit the terminal's columns.
 */
export class Region {
  readonly #output: Output;
  #drawn = 0;
  #open = false;
  #closed = false;

  constructor(output: Output) {
    this.#output = output;
  }

  draw(lines: readonly string[]): void {
    if (this.#closed) return;
    const start = this.#open ? this.#toTop() : hideCursor;
    const text = lines.map((line) => `${line}${clearToEndOfLine}\n`).join('');
    this.#output.write(`${start}${text}${clearBelow}`);
    this.#drawn = lines.length;
    this.#open = true;
  }

  /** Writes a line that stays where the region was; what is drawn next stands below it. */
  above(line: string): void {
    if (this.#closed) return;
    const start = this.#open ? this.#toTop() : hideCursor;
    this.#output.write(`${start}${clearBelow}${line}\n`);
    this.#drawn = 0;
    this.#open = true;
  }

  /** Takes the lines away for good and gives the cursor back. */
  close(): void {
    this.#closed = true;
    if (!this.#open) return;
    // Line by line: a terminal may keep what is cleared from its first line on for scrolling back.
    const emptied = `${clearToEndOfLine}\n`.repeat(this.#drawn);
    this.#output.write(`${this.#toTop()}${emptied}${this.#toTop()}${showCursor}`);
    this.#open = false;
  }

  #toTop(): string {
    return this.#drawn === 0 ? '\r' : `\r${escape}${this.#drawn}A`;
  }
}
