/**
 * A terminal, as far as the progress display uses one: lines, the cursor, and whether it shows.
 * Fails on any control that it does not know.
 */
export class Screen {
  readonly lines: string[] = [''];
  cursorShown = true;
  #row = 0;
  #column = 0;

  write(text: string): void {
    const [plain = '', ...controlled] = text.split('\u001b[');
    for (const character of plain) this.#put(character);
    for (const part of controlled) {
      const [control = '', count, code] = /^(\??\d*)([A-Za-z])/u.exec(part) ?? [];
      this.#control(`${count?.startsWith('?') ? '?' : ''}${code}`, Number(count?.replace('?', '')));
      for (const character of part.slice(control.length)) this.#put(character);
    }
  }

  /** What a person sees, without empty lines at the end. */
  get text(): string {
    return this.lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  #put(character: string): void {
    if (character === '\r') this.#column = 0;
    else if (character === '\n') {
      this.#row++;
      this.#column = 0;
      this.lines[this.#row] ??= '';
    } else if (character < ' ') {
      throw new Error(`unknown control ${JSON.stringify(character)}`);
    } else {
      const line = (this.lines[this.#row] ?? '').padEnd(this.#column);
      this.lines[this.#row] =
        line.slice(0, this.#column) + character + line.slice(this.#column + character.length);
      this.#column += character.length;
    }
  }

  #control(code: string, count: number): void {
    if (code === 'A') this.#row -= count;
    else if (code === 'K') this.#clearRight();
    else if (code === 'J') {
      this.#clearRight();
      this.lines.splice(this.#row + 1);
    } else if (code === '?l' || code === '?h') this.cursorShown = code === '?h';
    else if (code !== 'm') throw new Error(`unknown control ${code}`);
    if (this.#row < 0) throw new Error('the cursor left the screen');
  }

  #clearRight(): void {
    this.lines[this.#row] = (this.lines[this.#row] ?? '').slice(0, this.#column);
  }
}
